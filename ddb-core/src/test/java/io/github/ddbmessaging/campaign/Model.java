package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.campaign.Call.Ended;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.TableInvariants;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must be true of the sends so far, of every write and of the table after it. */
class Model {
  final MemoryTable table;
  final Counts counts;
  final Map<String, Group> groups = new LinkedHashMap<>();
  final SendLife sends = new SendLife(this);
  final MessageLife life = new MessageLife(this);
  final MemberLife members = new MemberLife(this);
  final StateLife states = new StateLife(this);

  /** The messages of which no follower need know all: by id. */
  final Set<String> unfollowed = new HashSet<>();

  /** Whether a time is further from now than clocks usually differ. */
  Predicate<Instant> isFarOff = time -> false;

  Model(MemoryTable table, Counts counts) {
    this.table = table;
    this.counts = counts;
  }

  final List<Group> groups() {
    return List.copyOf(groups.values());
  }

  final Optional<Group> group(String id) {
    return Optional.ofNullable(groups.get(id));
  }

  /** One of the groups, by number. */
  final Group pick(int what) {
    return groups().get(what % groups.size());
  }

  /** The messages of a group, in the order of their keys. */
  final List<Map<String, AttributeValue>> messages(Group group) {
    return items(group).stream()
        .filter(item -> ItemKey.of(item).kind() == ItemKind.MESSAGE)
        .toList();
  }

  private List<Map<String, AttributeValue>> items(Group group) {
    return List.copyOf(table.partition(Keys.messagePartition(group.id)));
  }

  /** The rows of a group in a user's list. */
  final List<Map<String, AttributeValue>> rows(Group group, User user) {
    return table.partition(Keys.groupsPartition(user.id())).stream()
        .filter(item -> ItemKey.of(item).kind() == ItemKind.ROW)
        .filter(row -> row.get(Attributes.GROUP_ID).s().equals(group.id))
        .toList();
  }

  /** Whether another writer may delete a message of the group. */
  boolean mayLoseMessage(Group group) {
    return true;
  }

  /** Whether a message was given another key: only those that an old key had pushed ahead are. */
  boolean wasMoved(ItemKey from, ItemKey to) {
    return false;
  }

  /** Whether members see what they saw before, though the bounds of some were moved. */
  boolean isAsVisible(MessageGroup was, MessageGroup is, List<Change> all) {
    return false;
  }

  /** Whether who joins from now on may see a message that was there before. */
  boolean mayShowToJoiner(String groupId, SortKey message, Call<?> call) {
    return false;
  }

  /** Up to where messages may be hidden from who joins, if the latest is this one. */
  SortKey highestBound(SortKey latest, Call<?> call) {
    return latest;
  }

  // -- Writes

  /** Judges a write that has just been done, and the groups that it touched. */
  void written(List<Change> changes, @Nullable Call<?> call) {
    Set<String> touched = new LinkedHashSet<>();
    for (Change change : changes) {
      if (change.isOf(ItemKind.HEAD)) {
        headWritten(change, changes, call);
      }
    }
    for (Change change : changes) {
      if (change.isOf(ItemKind.MESSAGE)) {
        messageWritten(change, call);
      } else if (change.isOf(ItemKind.REACTIONS)) {
        life.reactionsWritten(change, call);
      } else if (change.isOf(ItemKind.ROW)) {
        members.rowWritten(change);
      } else if (change.isOf(ItemKind.STATE)) {
        states.written(change, call);
      } else if (change.isOf(ItemKind.LOG_ENTRY)) {
        unless(change.before() == null, "11", "an entry of the log was written twice");
      }
      touchedGroup(change).ifPresent(touched::add);
    }
    for (String groupId : touched) {
      group(groupId).filter(group -> group.newest != null).ifPresent(this::checkRows);
    }
  }

  private static Optional<String> touchedGroup(Change change) {
    if (change.isOf(ItemKind.ROW)) {
      Map<String, AttributeValue> row = Objects.requireNonNullElse(change.after(), change.before());
      return Optional.of(row.get(Attributes.GROUP_ID).s());
    }
    return Optional.of(change.key())
        .filter(key -> key.pk().startsWith(Keys.MESSAGES_PREFIX))
        .map(ItemKey::groupId);
  }

  void headWritten(Change change, List<Change> all, @Nullable Call<?> call) {
    unless(change.after() != null, "2", "a head was deleted");
    MessageGroup head = Schemas.read(Schemas.HEADS, change.after()).group();
    Group group = groups.get(head.id());
    if (group == null) {
      groups.put(head.id(), new Group(head));
      return;
    }
    unless(change.before() != null, "4", "a group was made twice");
    members.headWritten(group, change, all, call);
    unless(
        !isBack(group, group.newest, head.newest()),
        "3",
        "a head went back from " + group.newest + " to " + head.newest());
    if (call != null && call.name.equals("project")) {
      counts.add(
          head.newest().equals(group.newest)
              ? "head rewritten by a projector"
              : "head moved by a projector");
    }
    group.newest = head.newest();
  }

  boolean isBack(Group group, SortKey before, SortKey after) {
    return after.compareTo(before) < 0;
  }

  void messageWritten(Change change, @Nullable Call<?> call) {
    Group group = groups.get(change.key().groupId());
    unless(group != null, "4", "a message was written into a group that there is not");
    if (call == null) {
      group.rowsFollow = true;
      group.messagesWereDeleted |= change.after() == null;
      unfollowed.add(id(change));
      return;
    }
    if (call.send == null) {
      life.written(change, call, group);
      return;
    }
    sends.written(change, call, group);
  }

  /** A row moves only together with its group's head, so this holds between any two writes. */
  void checkRows(Group group) {
    for (User member : group.members) {
      checkRows(group, member, true, rows(group, member));
    }
    members.checkGroup(group);
    if (!group.rowsFollow) {
      checkItems(group);
    }
  }

  /** A user has one row where the head says, or none. */
  final void checkRows(
      Group group, User user, boolean hasOne, List<Map<String, AttributeValue>> rows) {
    List<String> expected = hasOne ? List.of(Keys.row(group.newest, group.id).value()) : List.of();
    List<String> found = rows.stream().map(row -> ItemKey.of(row).sk()).toList();
    unless(
        found.equals(expected),
        "2",
        "rows of " + user.id() + " for " + group.id + " are " + found + " and not " + expected);
  }

  /** Holds the items of one group to the checker of the raw table. */
  private void checkItems(Group group) {
    List<Map<String, AttributeValue>> items = new ArrayList<>(items(group));
    group.members.forEach(member -> items.addAll(rows(group, member)));
    checkItems(items, group.messagesWereDeleted);
  }

  private static String id(Change change) {
    return change.key().sk().substring(change.key().sk().indexOf('#') + 1);
  }

  private static void checkItems(
      List<Map<String, AttributeValue>> items, boolean messagesWereDeleted) {
    List<String> violations =
        messagesWereDeleted
            ? TableInvariants.violationsAfterDeletions(items)
            : TableInvariants.violations(items);
    unless(violations.isEmpty(), "2", violations.toString());
  }

  /** Judges the table when every record of the stream has been processed. */
  void drained() {
    groups.values().forEach(this::checkItems);
    checkItems(table.all(), true);
  }

  // -- Calls

  /** Judges which records a projector has given up for good. */
  void checkRejected(ProjectionResult result) {
    unless(result.rejected().isEmpty(), "3", "a sound record was rejected");
  }

  /** Judges why a call failed, or does something with what it returned. */
  final <T> void ifReturned(Ended<T> end, Consumer<T> then) {
    if (end.failure() == null) {
      then.accept(end.value());
    } else {
      checkReason(end.call(), end.failure());
    }
  }

  /**
   * Judges why a read failed, or does something with what it returned.
   *
   * @param pk the partition that was read
   * @param reader who read as a member of the group whose partition it is, or null
   */
  final <T> void ifReturned(String pk, @Nullable String reader, Ended<T> end, Consumer<T> then) {
    if (end.failure() instanceof NotAMemberException && reader != null) {
      String groupId = pk.substring(Keys.MESSAGES_PREFIX.length());
      unless(
          members.since(groupId, reader, end.call()).wasStranger(),
          "7",
          "a member was refused: " + end.call().name);
      counts.add("former member refused");
    } else {
      ifReturned(end, then);
    }
  }

  /** No call fails for a reason of the table's or the network's without there having been one. */
  void checkReason(Call<?> call, RuntimeException failure) {
    boolean reason =
        failure instanceof DynamoDbFailureException
            ? call.faults > 0
            : failure instanceof RetriesExhaustedException
                && (call.requests >= Node.ATTEMPTS || isRefusalInDoubt(call, failure));
    unless(reason, "8", call.name + " failed without reason: " + failure);
  }

  /** What is refused once a response was lost may have been written. */
  private static boolean isRefusalInDoubt(Call<?> call, RuntimeException failure) {
    return call.faults > 0 && failure.getCause() instanceof MessagingException;
  }
}
