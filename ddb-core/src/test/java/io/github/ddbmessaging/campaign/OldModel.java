package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupNotAdoptedException;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must be true while groups of the original application become groups of the library. */
final class OldModel extends Model {
  /** By group and message id: the messages that must be there, as their writers left them. */
  private final Map<String, Map<String, Map<String, AttributeValue>>> written = new HashMap<>();

  /** By group: who has lost their row, if someone has. */
  private final Map<String, User> withoutRow = new HashMap<>();

  OldModel(MemoryTable table, Counts counts) {
    super(table, counts);
  }

  /** There is a group now that the original application has made. */
  Group begun(String id, List<User> members, @Nullable User withoutRow) {
    Group group = new Group(id, members, true);
    groups.put(id, group);
    written.put(id, new HashMap<>());
    if (withoutRow != null) {
      this.withoutRow.put(id, withoutRow);
    }
    return group;
  }

  boolean hasLostRows() {
    return !withoutRow.isEmpty();
  }

  boolean hasLostRow(Group group, User member) {
    return member.equals(withoutRow.get(group.id));
  }

  /** Without messages and index, nothing leads to the rows of a group that has no head. */
  @Override
  boolean mayLoseMessage(Group group) {
    return group.newest != null || messages(group).size() > 1;
  }

  /** Both keys were of the one message, the first no longer and by its sender's clock too late. */
  @Override
  boolean wasMoved(ItemKey from, ItemKey to) {
    return table.item(from) == null
        && idOf(to).equals(idOf(from))
        && table.states(from, 0, table.version()).stream()
            .flatMap(Optional::stream)
            .anyMatch(item -> item.containsKey(Attributes.SENT_AT));
  }

  private static String idOf(ItemKey message) {
    return message.sk().substring(message.sk().indexOf('#') + 1);
  }

  // -- Writes

  @Override
  void written(List<Change> changes, @Nullable Call<?> call) {
    super.written(changes, call);
    changes.stream()
        .filter(change -> change.isOf(ItemKind.MESSAGE))
        .map(change -> change.key().groupId())
        .distinct()
        .forEach(groupId -> checkMessages(groups.get(groupId)));
  }

  @Override
  void headWritten(Change change, List<Change> all, @Nullable Call<?> call) {
    Group group = groups.get(change.key().groupId());
    if (group.newest != null || change.after() == null) {
      super.headWritten(change, all, call);
      return;
    }
    MessageGroup head = Schemas.read(Schemas.HEADS, change.after()).group();
    unless(
        ids(head.members()).equals(ids(group.members)),
        "7",
        group.id + " was adopted with the members " + head.members());
    // By whom neither a message nor a row is left, the name is lost.
    group.members = head.members();
    group.newest = head.newest();
    group.rowsFollow = true;
    unless(call != null, "2", "a head was written by another writer");
    checkAdopted(group, call);
    counts.add("adopted by " + call.name);
  }

  /** Rows show what the message says, and of the old ones none outlives the adoption. */
  private void checkAdopted(Group group, Call<?> call) {
    Map<String, AttributeValue> newest = table.item(ItemKey.message(group.id, group.newest));
    unless(newest != null, "3", group.id + " was adopted with a message that is gone");
    for (User member : group.members) {
      for (Map<String, AttributeValue> row : rows(group, member)) {
        ItemKey key = ItemKey.of(row);
        unless(
            isNew(row) || table.states(key, call.startedAt, call.startedAt).get(0).isEmpty(),
            "2",
            "a row was left by an adoption: " + key);
        unless(
            !isNew(row) || text(newest).startsWith(text(row)),
            "3",
            "a row shows what its message no longer says: " + key);
      }
    }
  }

  /**
   * The order of keys is not that of times while there are keys of the old form. With a message
   * that such a key had pushed ahead, the head goes back to when that was sent.
   */
  @Override
  boolean isBack(Group group, SortKey before, SortKey after) {
    return after.compareTo(before) < 0
        && instant(after).isBefore(instant(before))
        && !wasMovedBack(group, before);
  }

  private boolean wasMovedBack(Group group, SortKey key) {
    return table.item(ItemKey.message(group.id, key)) == null
        && written.get(group.id).values().stream()
            .filter(item -> sk(item).equals(key.value()))
            .anyMatch(item -> item.containsKey(Attributes.SENT_AT));
  }

  @Override
  void messageWritten(Change change, @Nullable Call<?> call) {
    if (call != null && call.members != null) {
      super.messageWritten(change, call);
      renamed(change);
      return;
    }
    if (call != null && call.send == null) {
      // Not by a writer of messages: what is there must stay the same, see below.
      checkMoved(change, call);
      return;
    }
    super.messageWritten(change, call);
    Map<String, Map<String, AttributeValue>> ofGroup = written.get(change.key().groupId());
    if (change.after() == null) {
      ofGroup.remove(id(change.before()));
    } else {
      ofGroup.put(id(change.after()), change.after());
    }
  }

  /** One with other names was where it is sent to be, or is still to be moved there. */
  private void renamed(Change change) {
    Map<String, AttributeValue> original =
        written.get(change.key().groupId()).get(id(change.after()));
    Map<String, AttributeValue> renamed = new HashMap<>(change.after());
    for (String attribute : List.of(Attributes.SK, Attributes.SENT_AT)) {
      if (original.containsKey(attribute)) {
        renamed.put(attribute, original.get(attribute));
      }
    }
    written.get(change.key().groupId()).put(id(change.after()), renamed);
  }

  /** A message that is moved back takes the bounds above it along. */
  @Override
  boolean isAsVisible(MessageGroup was, MessageGroup is, List<Change> all) {
    Map<String, SortKey> moved = new HashMap<>();
    all.stream()
        .filter(change -> change.isOf(ItemKind.MESSAGE) && change.before() != null)
        .forEach(change -> moved.put(id(change.before()), Reference.of(change.before())));
    return is.members().stream()
        .allMatch(
            member -> isAsVisible(was.accessOf(member.id()), is.accessOf(member.id()), is, moved));
  }

  /**
   * Nothing that was hidden is shown, unless its key is above the bound: then it came later, from a
   * writer in a zone to the east. What was shown is hidden only where it comes below something that
   * is: its sender's clock was behind.
   */
  private boolean isAsVisible(
      MemberAccess was, MemberAccess is, MessageGroup group, Map<String, SortKey> moved) {
    boolean mayBeHidden = false;
    List<Map<String, AttributeValue>> messages = new ArrayList<>(messages(groups.get(group.id())));
    messages.sort(
        Comparator.comparing((Map<String, AttributeValue> message) -> Reference.of(message))
            .reversed());
    for (Map<String, AttributeValue> message : messages) {
      boolean sawIt = was.sees(moved.getOrDefault(id(message), Reference.of(message)));
      boolean seesIt = is.sees(Reference.of(message));
      boolean mayBeShown = sawIt || was.sees(new SortKey(sk(message)));
      if (seesIt ? !mayBeShown : sawIt && !mayBeHidden) {
        return false;
      }
      mayBeHidden |= !sawIt;
    }
    return true;
  }

  /** Where keys are of several forms, the highest is not always of the latest message. */
  @Override
  boolean mayShowToJoiner(String groupId, SortKey message, Call<?> call) {
    return !OldWriter.isPlain(groups.get(groupId)) && message.instant().isAfter(call.startedWhen);
  }

  /** That is why nothing up to now is shown. A head may name an old key, which has no id. */
  @Override
  SortKey highestBound(SortKey latest, Call<?> call) {
    Instant now = call.node.now();
    return SortKey.of(now.isAfter(latest.instant()) ? now : latest.instant(), "~");
  }

  /** With a message that it names, or a later one, the head moves, unless it has just changed. */
  private void checkMoved(Change change, Call<?> call) {
    SortKey now = groups.get(change.key().groupId()).newest;
    ItemKey head = ItemKey.head(change.key().groupId());
    List<String> before =
        table.states(head, call.startedAt, table.version() - 1).stream()
            .map(state -> state.map(item -> item.get(Attributes.NEWEST).s()).orElse(""))
            .distinct()
            .toList();
    if (before.size() == 1 && !before.get(0).isEmpty()) {
      unless(
          change.after() == null
              ? !change.key().sk().equals(now.value())
              : !instant(change.after()).isAfter(instant(now)),
          "migration",
          "the head " + now + " did not follow " + change.key().sk());
    }
  }

  /** Every message is there once, as it was written, and no other. */
  private void checkMessages(Group group) {
    Map<String, Map<String, AttributeValue>> left = new HashMap<>(written.get(group.id));
    for (Map<String, AttributeValue> item : messages(group)) {
      Map<String, AttributeValue> original = left.remove(id(item));
      unless(original != null, "1", "there twice, or written by nobody: " + sk(item));
      unless(
          withoutKey(item).equals(withoutKey(original)) && isAtItsTime(item, original),
          "1",
          "another message than was written: " + sk(item) + ", was " + sk(original));
    }
    unless(left.isEmpty(), "1", "messages were lost: " + left.keySet());
  }

  /** One that was pushed ahead is there, or between there and when it was sent. */
  private static boolean isAtItsTime(
      Map<String, AttributeValue> item, Map<String, AttributeValue> original) {
    AttributeValue sentAt = original.get(Attributes.SENT_AT);
    return instant(item).equals(instant(original))
        || (sentAt != null
            && !item.containsKey(Attributes.SENT_AT)
            && instant(item).isBefore(instant(original))
            && !instant(item).isBefore(Instant.parse(sentAt.s())));
  }

  /** Rows of the old form may have come while the group was adopted. */
  @Override
  void checkRows(Group group) {
    for (User user : Cluster.USERS) {
      List<Map<String, AttributeValue>> rows =
          rows(group, user).stream().filter(OldModel::isNew).toList();
      checkRows(group, user, group.has(user.id()), rows);
      rows.forEach(
          row ->
              unless(
                  Objects.equals(Schemas.read(Schemas.ROWS, row).title(), group.title),
                  "2",
                  "a row has another title than its group: " + ItemKey.of(row)));
    }
  }

  /** Judges the table when all of it is migrated and every record of the stream processed. */
  @Override
  void drained() {
    for (Map<String, AttributeValue> item : table.all()) {
      ItemKind kind = ItemKey.of(item).kind();
      unless(
          (kind != ItemKind.MESSAGE && kind != ItemKind.ROW) || isNew(item),
          "migration",
          "left: " + sk(item));
    }
    for (Group group : groups()) {
      checkMessages(group);
      unless(group.newest != null, "migration", group.id + " was not adopted");
      // Deleted by others, the newest leaves its time to the one before.
      unless(
          group.messagesWereDeleted || Reference.isOne(group.newest.value()),
          "migration",
          "a head names " + group.newest);
      checkRows(group);
      Optional<Instant> newest =
          messages(group).stream().map(OldModel::instant).max(Instant::compareTo);
      unless(
          newest.isEmpty() || !group.newest.instant().isBefore(newest.get()),
          "migration",
          "rows of " + group.id + " are before its newest message");
    }
    super.drained();
  }

  // -- Calls

  @Override
  void checkReason(Call<?> call, RuntimeException failure) {
    if (isOfLostRow(failure)) {
      counts.add("members not found by " + call.name);
    } else if (failure instanceof DamagedItemException && anyoneWasGone(call)) {
      counts.add("row of a former member found by " + call.name);
    } else if (failure instanceof GroupNotAdoptedException) {
      unless(
          call.members != null
              && groups().stream().anyMatch(group -> isWithoutHead(group, call.startedAt)),
          "8",
          call.name + " says that a group has no head that has one");
    } else {
      super.checkReason(call, failure);
    }
  }

  /** A row of the old form that came while its group was adopted stays when its user goes. */
  boolean hasStrayRows() {
    return groups().stream()
        .anyMatch(
            group ->
                Cluster.USERS.stream()
                    .anyMatch(user -> !group.has(user.id()) && !rows(group, user).isEmpty()));
  }

  private boolean anyoneWasGone(Call<?> call) {
    return groups().stream()
        .anyMatch(
            group ->
                group.everMembers.stream()
                    .anyMatch(user -> members.since(group.id, user, call).wasStranger()));
  }

  private boolean isWithoutHead(Group group, int version) {
    return table.states(ItemKey.head(group.id), version, version).get(0).isEmpty();
  }

  @Override
  void checkRejected(ProjectionResult result) {
    unless(
        result.rejected().stream().allMatch(rejected -> isOfLostRow(rejected.reason())),
        "3",
        "a sound record was rejected: " + result.rejected());
    counts.add("record rejected", result.rejected().size());
  }

  /** Who alone has written, and has no row, does not lead to the other member. */
  private boolean isOfLostRow(RuntimeException failure) {
    return hasLostRows()
        && (failure instanceof GroupNotFoundException || failure instanceof NotAMemberException);
  }

  private static List<String> ids(List<User> users) {
    return users.stream().map(User::id).toList();
  }

  private static boolean isNew(Map<String, AttributeValue> item) {
    return Reference.isOne(sk(item));
  }

  private static String id(Map<String, AttributeValue> message) {
    return message.get(Attributes.MESSAGE_ID).s();
  }

  private static String sk(Map<String, AttributeValue> item) {
    return ItemKey.of(item).sk();
  }

  private static String text(Map<String, AttributeValue> item) {
    return item.get(Attributes.MESSAGE).s();
  }

  private static Instant instant(Map<String, AttributeValue> item) {
    return instant(new SortKey(sk(item)));
  }

  private static Instant instant(SortKey key) {
    return key.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Map<String, AttributeValue> withoutKey(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> attributes = new HashMap<>(item);
    attributes.remove(Attributes.SK);
    attributes.remove(Attributes.SENT_AT);
    return attributes;
  }
}
