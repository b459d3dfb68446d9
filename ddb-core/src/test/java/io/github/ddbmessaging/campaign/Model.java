package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.campaign.Sending.Place;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.DynamoDbFailureException;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must be true of the sends so far, of every write and of the table after it. */
class Model {
  final MemoryTable table;
  final Counts counts;
  final Map<String, Group> groups = new LinkedHashMap<>();

  /** By group and idempotency key: where the one message of the key is. */
  private final Map<List<String>, Place> ofKeys = new HashMap<>();

  /** By sender and idempotency key: the one group made with the key. */
  private final Map<List<String>, String> madeWithKeys = new HashMap<>();

  Model(MemoryTable table, Counts counts) {
    this.table = table;
    this.counts = counts;
  }

  /** A group that there is. */
  static final class Group {
    final String id;
    List<User> members;
    final int madeAt;

    /** As senders have seen it, now and earlier. */
    final List<MessageGroup> seen = new ArrayList<>();

    /** Whether rows may lag: messages came or changed without them. */
    boolean rowsFollow;

    boolean messagesWereDeleted;

    /** What its head names, or null while the original application's group has none. */
    @Nullable SortKey newest;

    Group(MessageGroup made, int madeAt) {
      this(made.id(), made.members(), madeAt);
      this.newest = made.newest();
      this.seen.add(made);
    }

    Group(String id, List<User> members, int madeAt) {
      this.id = id;
      this.members = members;
      this.madeAt = madeAt;
    }

    boolean has(String userId) {
      return members.stream().anyMatch(member -> member.id().equals(userId));
    }
  }

  List<Group> groups() {
    return List.copyOf(groups.values());
  }

  Optional<Group> group(String id) {
    return Optional.ofNullable(groups.get(id));
  }

  /** Judges a write that has just been done, and the groups that it touched. */
  void written(List<Change> changes, @Nullable Operation<?> operation) {
    Set<String> touched = new LinkedHashSet<>();
    for (Change change : changes) {
      if (change.isOfHead()) {
        headWritten(change, operation);
      }
    }
    for (Change change : changes) {
      if (change.isOfMessage()) {
        messageWritten(change, operation);
      }
      if (change.isInGroup()) {
        touched.add(change.groupId());
      } else if (change.isOfRow()) {
        touched.add(groupOfRow(change));
      }
    }
    for (String groupId : touched) {
      group(groupId).filter(group -> group.newest != null).ifPresent(this::checkRows);
    }
  }

  void headWritten(Change change, @Nullable Operation<?> operation) {
    unless(change.after() != null, "2", "a head was deleted");
    MessageGroup head = Schemas.read(Schemas.HEADS, change.after());
    Group group = groups.get(head.id());
    if (group == null) {
      groups.put(head.id(), new Group(head, table.version()));
      return;
    }
    unless(change.before() != null, "4", "a group was made twice");
    unless(head.members().equals(group.members), "7", "the members of a group changed");
    unless(
        !isBack(group.newest, head.newest()),
        "3",
        "a head went back from " + group.newest + " to " + head.newest());
    if (operation != null && operation.name.equals("project")) {
      counts.add(
          head.newest().equals(group.newest)
              ? "head written in place by a projector"
              : "re-key by a projector");
    }
    group.newest = head.newest();
  }

  boolean isBack(SortKey before, SortKey after) {
    return after.compareTo(before) < 0;
  }

  void messageWritten(Change change, @Nullable Operation<?> operation) {
    Group group = groups.get(change.groupId());
    unless(group != null, "4", "a message was written into a group that there is not");
    if (operation == null) {
      group.rowsFollow = true;
      group.messagesWereDeleted |= change.after() == null;
      return;
    }
    Sending sending = operation.sending;
    unless(sending != null, "1", operation.name + " changed a message");
    unless(change.before() == null && change.after() != null, "1", "a send changed a message");
    Message message = Schemas.read(Schemas.MESSAGES, change.after());
    Place place = new Place(change.pk(), change.sk());
    unless(!sending.denied, "1", "a send that failed for certain was written");
    unless(
        message.text().equals(sending.message.text())
            && message.sender().id().equals(sending.message.senderId()),
        "1",
        "a message was written that nobody sent so");
    unless(
        sending.groupId == null || sending.groupId.equals(group.id),
        "7",
        "a message was written into another group");
    unless(
        sending.place == null || sending.place.equals(place) || isGone(sending.place),
        "1",
        "a message was written twice, at " + sending.place + " and " + place);
    sending.place = place;
    group.rowsFollow |= sending.streamed;
    if (sending.message.idempotencyKey() != null) {
      keyWritten(sending, group, place);
    }
    if (!group.rowsFollow) {
      unless(
          change.sk().equals(table.keysEver(change.pk()).floor(":")),
          "order",
          "a transactional send was sorted before one that was there");
    }
  }

  private void keyWritten(Sending sending, Group group, Place place) {
    String key = Objects.requireNonNull(sending.message.idempotencyKey());
    Place first = ofKeys.putIfAbsent(List.of(group.id, key), place);
    unless(
        first == null || first.equals(place),
        "5",
        "a key has two messages, " + first + " and " + place);
    if (sending.newGroup != null && sending.newGroup.title() != null) {
      String made = madeWithKeys.putIfAbsent(List.of(sending.message.senderId(), key), group.id);
      unless(made == null || made.equals(group.id), "5", "a key has made two groups");
    }
  }

  /** A row moves only together with its group's head, so this holds between any two writes. */
  void checkRows(Group group) {
    String place = Keys.row(group.newest, group.id).value();
    for (User member : group.members) {
      List<String> rows = new ArrayList<>();
      for (Map<String, AttributeValue> row : table.partition(Keys.groupsPartition(member.id()))) {
        if (row.get(Attributes.GROUP_ID).s().equals(group.id)) {
          rows.add(row.get(Attributes.SK).s());
        }
      }
      unless(
          rows.equals(List.of(place)),
          "2",
          "rows of " + member.id() + " for " + group.id + " are " + rows + " and not " + place);
    }
    if (!group.rowsFollow) {
      checkItems(group);
    }
  }

  /** Holds the items of one group to the checker of the raw table. */
  private void checkItems(Group group) {
    List<Map<String, AttributeValue>> items =
        new ArrayList<>(table.partition(Keys.messagePartition(group.id)));
    for (User member : group.members) {
      table.partition(Keys.groupsPartition(member.id())).stream()
          .filter(row -> row.get(Attributes.GROUP_ID).s().equals(group.id))
          .forEach(items::add);
    }
    List<String> violations =
        group.messagesWereDeleted
            ? TableInvariants.violationsAfterDeletions(items)
            : TableInvariants.violations(items);
    unless(violations.isEmpty(), "2", violations.toString());
  }

  /** Judges the table when every record of the stream has been worked off. */
  void drained() {
    groups.values().forEach(this::checkItems);
    List<String> violations = TableInvariants.violationsAfterDeletions(table.all());
    unless(violations.isEmpty(), "2", violations.toString());
  }

  private static String groupOfRow(Change change) {
    Map<String, AttributeValue> row =
        Objects.requireNonNull(change.after() == null ? change.before() : change.after());
    return row.get(Attributes.GROUP_ID).s();
  }

  /** Judges which records a projector has given up for good. */
  void checkRejected(ProjectionResult result) {
    unless(result.rejected().isEmpty(), "3", "a sound record was rejected");
  }

  /** Judges what a send returned. */
  void returned(Operation<Sent> operation, Sent sent) {
    Sending sending = Objects.requireNonNull(operation.sending);
    Message message = sent.message();
    String pk = Keys.messagePartition(message.groupId());
    Place place = new Place(pk, message.sortKey().value());
    unless(!sending.denied, "7", "a send that may not be returned " + place);
    boolean written =
        table.states(pk, message.sortKey().value(), 0, table.version()).stream()
            .flatMap(Optional::stream)
            .anyMatch(item -> Schemas.read(Schemas.MESSAGES, item).equals(message));
    unless(written, "1", "a send returned a message that was never written: " + place);
    Group group = groups.get(message.groupId());
    unless(
        group != null && sent.group().members().equals(group.members),
        "1",
        "a send returned another group");
    group.seen.add(sent.group());
    String key = sending.message.idempotencyKey();
    if (key == null) {
      unless(place.equals(sending.place), "1", "a send returned the message of another");
      unless(
          sending.streamed || sent.group().newest().compareTo(message.sortKey()) >= 0,
          "1",
          "a send returned a group without its message");
    } else {
      unless(
          place.equals(ofKeys.get(List.of(group.id, key))),
          "5",
          "a repeated key returned another message than the first");
      counts.add(place.equals(sending.place) ? "key used" : "key repeated");
    }
    counts.add("send returned");
  }

  /** Judges why a send failed. */
  void failed(Operation<Sent> operation, RuntimeException failure) {
    Sending sending = Objects.requireNonNull(operation.sending);
    counts.add("send failed: " + failure.getClass().getSimpleName());
    unless(failure instanceof MessagingException, "8", "a send failed with " + failure);
    if (((MessagingException) failure).mayHaveTakenEffect()) {
      counts.add(sending.place == null ? "send in doubt, not written" : "send in doubt, written");
    } else {
      unless(
          sending.place == null || isGone(sending.place),
          "1",
          "a send was written and failed as if nothing was: " + failure);
      sending.denied = true;
    }
    if (failure instanceof DamagedItemException || failure instanceof InvalidInputException) {
      unless(
          sending.message.idempotencyKey() != null
              && (failure instanceof InvalidInputException || anyMessageWasDeleted()),
          "5",
          "a send failed without reason: " + failure);
      return;
    }
    checkReason(operation, failure);
  }

  /** No call fails for a reason of the table's or the network's without there having been one. */
  void checkReason(Operation<?> operation, RuntimeException failure) {
    boolean reason =
        failure instanceof DynamoDbFailureException
            ? operation.strikes > 0
            : failure instanceof RetriesExhaustedException && operation.requests >= Node.ATTEMPTS;
    unless(reason, "8", operation.name + " failed without reason: " + failure);
  }

  /** Another writer has deleted it: a send that is still at work on it can't know that it was. */
  private boolean isGone(Place place) {
    return table.item(place.pk(), place.sk()) == null;
  }

  private boolean anyMessageWasDeleted() {
    return groups.values().stream().anyMatch(group -> group.messagesWereDeleted);
  }
}
