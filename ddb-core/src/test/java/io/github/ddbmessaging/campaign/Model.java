package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.campaign.Call.Ended;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.IdempotencyKeyReusedException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.TableInvariants;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
  final MessageLife life = new MessageLife(this);

  /** The messages of which no follower need know all: by id. */
  final Set<String> unfollowed = new HashSet<>();

  /** By group and idempotency key: the one message of the key. */
  private final Map<List<String>, ItemKey> ofKeys = new HashMap<>();

  /** By idempotency key: what was sent with it. */
  private final Map<String, List<Object>> contents = new HashMap<>();

  /** By sender and idempotency key: the one group made with the key. */
  private final Map<List<String>, String> madeWithKeys = new HashMap<>();

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
        .filter(row -> row.get(Attributes.GROUP_ID).s().equals(group.id))
        .toList();
  }

  /** Whether another writer may delete a message of the group. */
  boolean mayLoseMessage(Group group) {
    return true;
  }

  // -- Writes

  /** Judges a write that has just been done, and the groups that it touched. */
  void written(List<Change> changes, @Nullable Call<?> call) {
    Set<String> touched = new LinkedHashSet<>();
    for (Change change : changes) {
      if (change.isOf(ItemKind.HEAD)) {
        headWritten(change, call);
      }
    }
    for (Change change : changes) {
      if (change.isOf(ItemKind.MESSAGE)) {
        messageWritten(change, call);
      } else if (change.isOf(ItemKind.REACTIONS)) {
        life.reactionsWritten(change, call);
      } else if (change.isOf(ItemKind.LOG_ENTRY)) {
        unless(change.before() == null, "11", "an entry of the log was written twice");
      }
      touched.add(
          change.isOf(ItemKind.ROW)
              ? Objects.requireNonNullElse(change.after(), change.before())
                  .get(Attributes.GROUP_ID)
                  .s()
              : change.key().groupId());
    }
    for (String groupId : touched) {
      group(groupId).filter(group -> group.newest != null).ifPresent(this::checkRows);
    }
  }

  void headWritten(Change change, @Nullable Call<?> call) {
    unless(change.after() != null, "2", "a head was deleted");
    MessageGroup head = Schemas.read(Schemas.HEADS, change.after()).group();
    Group group = groups.get(head.id());
    if (group == null) {
      groups.put(head.id(), new Group(head));
      return;
    }
    unless(change.before() != null, "4", "a group was made twice");
    unless(head.members().equals(group.members), "7", "the members of a group changed");
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
    Send send = call.send;
    if (send == null) {
      life.written(change, call, group);
      return;
    }
    unless(change.before() == null && change.after() != null, "1", "a send changed a message");
    Message message = Schemas.read(Schemas.MESSAGES, change.after());
    unless(!send.denied, "1", "a send that failed for certain was written");
    unless(
        message.content().text().equals(send.message.content().text())
            && message.sender().id().equals(send.message.senderId()),
        "1",
        "a message was written that nobody sent so");
    unless(
        send.groupId == null || send.groupId.equals(group.id),
        "7",
        "a message was written into another group");
    unless(
        send.written == null || send.written.equals(change.key()) || isGone(send.written),
        "1",
        "a message was written twice, as " + send.written + " and " + change.key());
    if (send.written != null) {
      // Sent again in doubt after it was purged: nobody can tell that from a first attempt.
      unfollowed.add(message.id());
    }
    send.written = change.key();
    group.rowsFollow |= send.streamed || send.message.lifetime() != null;
    if (isFarOff.test(message.createdAt())) {
      unfollowed.add(message.id());
    }
    if (send.message.idempotencyKey() != null) {
      keyWritten(send, group);
    }
    unless(
        group.rowsFollow || change.key().sk().equals(table.keysEver(change.key().pk()).floor(":")),
        "order",
        "a transactional send was sorted before one that was there");
  }

  private void keyWritten(Send send, Group group) {
    String key = Objects.requireNonNull(send.message.idempotencyKey());
    ItemKey first = ofKeys.putIfAbsent(List.of(group.id, key), send.written);
    unless(
        first == null || first.equals(send.written),
        "5",
        "a key has two messages, " + first + " and " + send.written);
    contents.putIfAbsent(key, send.content());
    if (send.newGroup != null && send.newGroup.title() != null) {
      String made = madeWithKeys.putIfAbsent(List.of(send.message.senderId(), key), group.id);
      unless(made == null || made.equals(group.id), "5", "a key has made two groups");
    }
  }

  /** A row moves only together with its group's head, so this holds between any two writes. */
  void checkRows(Group group) {
    for (User member : group.members) {
      checkRows(group, member, true, rows(group, member));
    }
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

  /** Judges what a send returned. */
  final void returned(Call<Sent> call, Sent sent) {
    Send send = Objects.requireNonNull(call.send);
    Message message = sent.message();
    ItemKey key = ItemKey.message(message.groupId(), message.sortKey());
    unless(!send.denied, "7", "a send that may not be returned " + key);
    unless(
        table.states(key, 0, table.version()).stream()
            .flatMap(Optional::stream)
            .anyMatch(item -> Schemas.read(Schemas.MESSAGES, item).equals(message)),
        "1",
        "a send returned a message that was never written: " + key);
    Group group = groups.get(message.groupId());
    unless(
        group != null && sent.group().members().equals(group.members),
        "1",
        "a send returned another group");
    group.seen.add(sent.group());
    String idempotencyKey = send.message.idempotencyKey();
    if (idempotencyKey == null) {
      unless(key.equals(send.written), "1", "a send returned the message of another");
      unless(
          send.streamed || sent.group().newest().compareTo(message.sortKey()) >= 0,
          "1",
          "a send returned a group without its message");
    } else {
      unless(
          key.equals(ofKeys.get(List.of(group.id, idempotencyKey))),
          "5",
          "a repeated key returned another message than the first");
      unless(
          send.content().equals(contents.get(idempotencyKey)),
          "5",
          "a key that was used for something else returned a message");
      counts.add(key.equals(send.written) ? "key used" : "key repeated");
    }
    counts.add("send returned");
  }

  /** Judges why a send failed. */
  final void failed(Call<Sent> call, RuntimeException failure) {
    Send send = Objects.requireNonNull(call.send);
    counts.add("send failed: " + failure.getClass().getSimpleName());
    unless(failure instanceof MessagingException, "8", "a send failed with " + failure);
    if (((MessagingException) failure).mayHaveTakenEffect()) {
      counts.add(send.written == null ? "send in doubt, not written" : "send in doubt, written");
    } else {
      unless(
          send.written == null || isGone(send.written),
          "1",
          "a send was written and failed as if nothing was: " + failure);
      send.denied = true;
    }
    if (failure instanceof IdempotencyKeyReusedException) {
      List<Object> first = contents.get(send.message.idempotencyKey());
      unless(
          first != null && !first.equals(send.content()),
          "5",
          "a key was refused that was not used for something else");
      return;
    }
    if (failure instanceof DamagedItemException || failure instanceof InvalidInputException) {
      unless(
          send.message.idempotencyKey() != null
              && (failure instanceof InvalidInputException || anyMessageWasDeleted()),
          "5",
          "a send failed without reason: " + failure);
      return;
    }
    checkReason(call, failure);
  }

  /** Judges why a call failed, or does something with what it returned. */
  final <T> void ifReturned(Ended<T> end, Consumer<T> then) {
    if (end.failure() == null) {
      then.accept(end.value());
    } else {
      checkReason(end.call(), end.failure());
    }
  }

  /** No call fails for a reason of the table's or the network's without there having been one. */
  void checkReason(Call<?> call, RuntimeException failure) {
    boolean reason =
        failure instanceof DynamoDbFailureException
            ? call.faults > 0
            : failure instanceof RetriesExhaustedException && call.requests >= Node.ATTEMPTS;
    unless(reason, "8", call.name + " failed without reason: " + failure);
  }

  /** Another writer has deleted it: a send that still works on it can't know that it was. */
  private boolean isGone(ItemKey key) {
    return table.item(key) == null;
  }

  private boolean anyMessageWasDeleted() {
    return groups.values().stream().anyMatch(group -> group.messagesWereDeleted);
  }
}
