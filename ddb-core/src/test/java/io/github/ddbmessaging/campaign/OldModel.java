package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must be true while groups of the original application become groups of the library. */
final class OldModel extends Model {
  private static final Pattern NEW_FORM =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z#.+");

  /** By group and message id: the messages that must be there, as their writers left them. */
  private final Map<String, Map<String, Map<String, AttributeValue>>> written = new HashMap<>();

  /** By group: who has lost their row, if someone has. */
  private final Map<String, User> withoutRow = new HashMap<>();

  OldModel(MemoryTable table, Counts counts) {
    super(table, counts);
  }

  /** There is a group now that the original application has made. */
  Group begun(String id, List<User> members, @Nullable User withoutRow) {
    Group group = new Group(id, members, table.version());
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

  @Override
  void written(List<Change> changes, @Nullable Operation<?> operation) {
    super.written(changes, operation);
    changes.stream()
        .filter(Change::isOfMessage)
        .map(Change::groupId)
        .distinct()
        .forEach(this::checkMessages);
  }

  @Override
  void headWritten(Change change, @Nullable Operation<?> operation) {
    Group group = groups.get(change.groupId());
    if (group.newest != null || change.after() == null) {
      super.headWritten(change, operation);
      return;
    }
    MessageGroup head = Schemas.read(Schemas.HEADS, change.after());
    unless(
        ids(head.members()).equals(ids(group.members)),
        "7",
        group.id + " was adopted with the members " + head.members());
    // By whom neither a message nor a row is left, the name is lost.
    group.members = head.members();
    group.newest = head.newest();
    group.rowsFollow = true;
    unless(operation != null, "2", "a head was written by another writer");
    checkAdopted(group, operation);
    counts.add("adopted by " + operation.name);
  }

  /** Rows show what the message says, and of the old ones none outlives the adoption. */
  private void checkAdopted(Group group, Operation<?> operation) {
    Map<String, AttributeValue> newest =
        table.item(Keys.messagePartition(group.id), group.newest.value());
    unless(newest != null, "3", group.id + " was adopted with a message that is gone");
    int start = operation.startedAt;
    for (User member : group.members) {
      String pk = Keys.groupsPartition(member.id());
      for (Map<String, AttributeValue> row : rows(group, member)) {
        unless(
            isNew(sk(row)) || table.states(pk, sk(row), start, start).get(0).isEmpty(),
            "2",
            "a row was left by an adoption: " + pk + " " + sk(row));
        unless(
            !isNew(sk(row)) || text(newest).startsWith(text(row)),
            "3",
            "a row shows what its message no longer says: " + pk + " " + sk(row));
      }
    }
  }

  /** The order of keys is not that of times while there are keys of the old form. */
  @Override
  boolean isBack(SortKey before, SortKey after) {
    return after.compareTo(before) < 0 && instant(after).isBefore(instant(before));
  }

  @Override
  void messageWritten(Change change, @Nullable Operation<?> operation) {
    if (operation != null && operation.sending == null) {
      // Not by a writer of messages: what is there must stay the same, see below.
      checkMoved(change, operation);
      return;
    }
    super.messageWritten(change, operation);
    Map<String, Map<String, AttributeValue>> ofGroup = written.get(change.groupId());
    if (change.after() == null) {
      ofGroup.remove(id(change.before()));
    } else {
      ofGroup.put(id(change.after()), change.after());
    }
  }

  /** With a message that it names, or a later one, the head moves, unless it has just changed. */
  private void checkMoved(Change change, Operation<?> operation) {
    SortKey now = groups.get(change.groupId()).newest;
    List<String> before =
        table.states(change.pk(), Keys.HEAD, operation.startedAt, table.version() - 1).stream()
            .map(head -> head.map(item -> item.get(Attributes.NEWEST).s()).orElse(""))
            .distinct()
            .toList();
    if (before.size() == 1 && !before.get(0).isEmpty()) {
      unless(
          change.after() == null
              ? !change.sk().equals(now.value())
              : !instant(change.after()).isAfter(instant(now)),
          "migration",
          "the head " + now + " did not follow " + change.sk());
    }
  }

  /** Every message is there once, as it was written, and no other. */
  private void checkMessages(String groupId) {
    Map<String, Map<String, AttributeValue>> left = new HashMap<>(written.get(groupId));
    for (Map<String, AttributeValue> item : table.partition(Keys.messagePartition(groupId))) {
      if (Change.isTime(sk(item))) {
        Map<String, AttributeValue> original = left.remove(id(item));
        unless(original != null, "1", "there twice, or written by nobody: " + sk(item));
        unless(
            withoutKey(item).equals(withoutKey(original))
                && instant(item).equals(instant(original)),
            "1",
            "another message than was written: " + sk(item) + ", was " + sk(original));
      }
    }
    unless(left.isEmpty(), "1", "messages were lost: " + left.keySet());
  }

  /** Rows of the old form may have come while the group was adopted. */
  @Override
  void checkRows(Group group) {
    String place = Keys.row(group.newest, group.id).value();
    for (User user : World.USERS) {
      List<String> rows =
          rows(group, user).stream().map(OldModel::sk).filter(OldModel::isNew).toList();
      unless(
          rows.equals(group.has(user.id()) ? List.of(place) : List.of()),
          "2",
          "rows of " + user.id() + " for " + group.id + " are " + rows + " and not " + place);
    }
  }

  private List<Map<String, AttributeValue>> rows(Group group, User user) {
    return table.partition(Keys.groupsPartition(user.id())).stream()
        .filter(row -> row.get(Attributes.GROUP_ID).s().equals(group.id))
        .toList();
  }

  /** Judges the table when all of it is migrated and every record of the stream worked off. */
  @Override
  void drained() {
    for (Map<String, AttributeValue> item : table.all()) {
      unless(!Change.isTime(sk(item)) || isNew(sk(item)), "migration", "left: " + sk(item));
    }
    for (Group group : groups()) {
      checkMessages(group.id);
      unless(group.newest != null, "migration", group.id + " was not adopted");
      // Deleted by others, the newest leaves its place to the one before.
      unless(
          group.messagesWereDeleted || isNew(group.newest.value()),
          "migration",
          "a head names " + group.newest);
      checkRows(group);
      Optional<Instant> newest =
          written.get(group.id).values().stream().map(OldModel::instant).max(Instant::compareTo);
      unless(
          newest.isEmpty() || !group.newest.instant().isBefore(newest.get()),
          "migration",
          "rows of " + group.id + " are before its newest message");
    }
    super.drained();
  }

  @Override
  void checkReason(Operation<?> operation, RuntimeException failure) {
    if (isOfLostRow(failure)) {
      counts.add("members not found by " + operation.name);
    } else {
      super.checkReason(operation, failure);
    }
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
    boolean notFound =
        failure instanceof GroupNotFoundException || failure instanceof NotAMemberException;
    return notFound && !withoutRow.isEmpty();
  }

  private static List<String> ids(List<User> users) {
    return users.stream().map(User::id).toList();
  }

  private static boolean isNew(String sk) {
    return NEW_FORM.matcher(sk).matches();
  }

  private static String id(@Nullable Map<String, AttributeValue> message) {
    return message == null ? "" : message.get(Attributes.MESSAGE_ID).s();
  }

  private static String sk(Map<String, AttributeValue> item) {
    return item.get(Attributes.SK).s();
  }

  private static String text(Map<String, AttributeValue> item) {
    return item.get(Attributes.MESSAGE).s();
  }

  private static Instant instant(Map<String, AttributeValue> item) {
    return instant(SortKey.parse(sk(item)));
  }

  private static Instant instant(SortKey key) {
    return key.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Map<String, AttributeValue> withoutKey(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> attributes = new HashMap<>(item);
    attributes.remove(Attributes.SK);
    return attributes;
  }
}
