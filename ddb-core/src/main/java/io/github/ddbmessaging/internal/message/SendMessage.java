package io.github.ddbmessaging.internal.message;

import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.HEAD;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MARKER;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MESSAGE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.Head;
import io.github.ddbmessaging.internal.item.Ids;
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.legacy.AdoptGroup;
import io.github.ddbmessaging.internal.read.Lookups;
import io.github.ddbmessaging.internal.run.Failures;
import io.github.ddbmessaging.internal.run.Request;
import io.github.ddbmessaging.internal.run.Retries;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.ReKey;
import io.github.ddbmessaging.internal.write.TransactionPlan;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Sends a message into a group that exists or one to be made: message, head and all rows in one
 * transaction, or, streamed, the message alone. An attempt is frozen before it is first sent, so
 * that sending it again is always safe; a new attempt is made only when the head turns out to be
 * another than the one seen.
 */
public final class SendMessage {
  private static final String KEY_USED = "The idempotency key was used in this group, ";
  private static final String NEW_KEY = "; choose a new one";

  private final StoreSettings settings;
  private final NewMessage message;
  private final @Nullable NewGroup newGroup;
  private final String messageId;
  private final Instant now;
  private final ReKey reKey;

  private SendMessage(StoreSettings settings, NewMessage message, @Nullable NewGroup newGroup) {
    Validation.newMessage(message, settings.maxTextLength());
    if (settings.caller() != null && !settings.caller().equals(message.senderId())) {
      throw new NotAMemberException(
          "A store that acts for user '"
              + settings.caller()
              + "' can't send in the name of user '"
              + message.senderId()
              + "'");
    }
    this.settings = settings;
    this.message = message;
    this.newGroup = newGroup;
    this.messageId = Validation.messageId(settings.ids().get());
    this.now = settings.clock().instant().truncatedTo(ChronoUnit.MICROS);
    this.reKey = new ReKey(settings.tableName());
  }

  /**
   * Sends into a group of which only the id is known.
   *
   * @param settings of the store
   * @param groupId which group
   * @param message what to send
   * @return the operation
   */
  public static Step<Sent> into(StoreSettings settings, String groupId, NewMessage message) {
    Validation.groupId(groupId);
    SendMessage send = new SendMessage(settings, message, null);
    return Lookups.head(settings.withConsistentReads(), groupId)
        .then(head -> head.isPresent() ? new Step.Done<>(head) : send.adopted(groupId))
        .then(
            group ->
                send.append(
                    group.orElseThrow(() -> send.noSuchGroup(groupId)), Known.FROM_TABLE, 1));
  }

  private Step<Optional<MessageGroup>> adopted(String groupId) {
    return AdoptGroup.ifThere(settings, groupId, Set.of(message.senderId()), this::sender)
        .then(head -> new Step.Done<>(head.map(Head::group)));
  }

  /**
   * Sends into a group as last seen, without reading it first.
   *
   * @param settings of the store
   * @param seen the group as last seen
   * @param message what to send
   * @return the operation
   */
  public static Step<Sent> into(StoreSettings settings, MessageGroup seen, NewMessage message) {
    Validation.groupId(seen.id());
    // A lone put has no condition on the head that would show whether the caller is a member.
    boolean unchecked = settings.streamedSends() && settings.caller() != null;
    return unchecked || !couldBe(seen)
        ? into(settings, seen.id(), message)
        : new SendMessage(settings, message, null).append(seen, Known.IN_HAND, 1);
  }

  /** A transaction must not name one key twice, nor too many: DynamoDB would refuse the request. */
  private static boolean couldBe(MessageGroup seen) {
    return seen.members().size() <= Limits.MEMBERS
        && memberIds(seen.members()).size() == seen.members().size();
  }

  /**
   * Makes a group with its first message, or sends into it if it exists.
   *
   * @param settings of the store
   * @param group what to make
   * @param message its first message
   * @return the operation
   */
  public static Step<Sent> intoNew(StoreSettings settings, NewGroup group, NewMessage message) {
    Validation.newGroup(group);
    return new SendMessage(settings, message, group).make(group);
  }

  private Step<Sent> make(NewGroup group) {
    SortKey key = SortKey.of(now, messageId);
    MessageGroup made =
        new MessageGroup(groupId(group), key, group.members(), group.title(), now, 1);
    Message first = toMessage(made, key);
    return send(attempt(reKey.make(made, first), first, made, Known.IN_HAND, 1));
  }

  private Step<Sent> append(MessageGroup seen, Known known, int number) {
    SortKey key = Items.keyAfter(seen.newest(), now, messageId);
    Message next = toMessage(seen, key);
    return send(
        settings.streamedSends()
            ? attempt(List.of(), next, seen, known, number)
            : attempt(reKey.move(seen, next), next, seen.withNewest(key), known, number));
  }

  private Attempt attempt(
      List<Action> ofGroup, Message made, MessageGroup after, Known known, int number) {
    return new Attempt(
        withMessage(ofGroup, made), token(made, known, number), made, after, known, number, false);
  }

  /** One for each transaction that this send plans; a planned one is sent with it again. */
  private String token(Message made, Known known, int number) {
    String plan =
        String.join(
            "\n",
            settings.tableName(),
            made.groupId(),
            made.sortKey().value(),
            known.name(),
            Integer.toString(number));
    return UUID.nameUUIDFromBytes(plan.getBytes(UTF_8)).toString();
  }

  private String groupId(NewGroup group) {
    if (group.title() == null) {
      return Ids.directGroup(group.members());
    }
    return message.idempotencyKey() == null
        ? Validation.groupId(settings.ids().get())
        : Ids.keyedGroup(message.senderId(), message.idempotencyKey());
  }

  private User sender(MessageGroup group) {
    return group
        .findMember(message.senderId())
        .orElseThrow(
            () ->
                new NotAMemberException(
                    "User '"
                        + message.senderId()
                        + "' is no member of a message group '"
                        + group.id()
                        + "'"));
  }

  private Message toMessage(MessageGroup group, SortKey key) {
    return new Message(group.id(), key, messageId, sender(group), message.text());
  }

  private TransactionPlan withMessage(List<Action> ofGroup, Message made) {
    List<Action> actions = new ArrayList<>(ofGroup);
    actions.add(reKey.putMessage(made));
    if (message.idempotencyKey() != null) {
      Instant end = now.plus(settings.idempotencyWindow()).truncatedTo(ChronoUnit.SECONDS);
      actions.add(
          reKey.putMarker(
              new IdempotencyMarker(made.groupId(), message.idempotencyKey(), made.sortKey(), end),
              now));
    }
    return new TransactionPlan(actions);
  }

  private Step<Sent> send(Attempt attempt) {
    Optional<Put> single = attempt.plan().singlePut();
    return single.isPresent() ? put(attempt, single.get()) : transact(attempt);
  }

  private Step<Sent> put(Attempt attempt, Put put) {
    return new Step.Call<>(
        Request.putItem(
            PutItemRequest.builder()
                .tableName(put.tableName())
                .item(put.item())
                .conditionExpression(put.conditionExpression())
                .expressionAttributeNames(put.expressionAttributeNames())
                .returnConsumedCapacity(settings.capacity())
                .build()),
        answer -> new Step.Done<>(attempt.sent()),
        failure ->
            Failures.isFailedCondition(failure)
                ? alreadyThere(attempt)
                : afterFailure(attempt, failure));
  }

  private Step<Sent> transact(Attempt attempt) {
    return new Step.Call<>(
        Request.transactWriteItems(
            TransactWriteItemsRequest.builder()
                .transactItems(attempt.plan().writes())
                .clientRequestToken(attempt.token())
                .returnConsumedCapacity(settings.capacity())
                .build()),
        answer -> new Step.Done<>(attempt.sent()),
        failure -> afterFailure(attempt, failure));
  }

  private Step<Sent> afterFailure(Attempt failed, RuntimeException failure) {
    Attempt attempt = Failures.isOfRepeat(failure) ? failed.inDoubt() : failed;
    if (failure instanceof TransactionCanceledException canceled) {
      return afterCancellation(attempt, canceled);
    }
    String request = attempt.plan().singlePut().isPresent() ? "PutItem" : "TransactWriteItems";
    return switch (Failures.of(failure)) {
      case REFUSED -> again(attempt, failure);
      case IN_DOUBT -> again(attempt.inDoubt(), failure);
      case FINAL -> throw Failures.unrecoverable(request, failure, attempt.mayBeApplied());
    };
  }

  private Step<Sent> afterCancellation(Attempt attempt, TransactionCanceledException canceled) {
    TransactionPlan plan = attempt.plan();
    Optional<CancellationReason> head = plan.failedCondition(canceled, HEAD);
    Optional<CancellationReason> marker = plan.failedCondition(canceled, MARKER);
    if (marker.isPresent()) {
      return firstOfKey(attempt, Schemas.read(Schemas.MARKERS, marker.get().item()));
    }
    if (head.isPresent()) {
      return afterHead(attempt, head.get(), canceled);
    }
    if (plan.failedCondition(canceled, MESSAGE).isPresent()) {
      return alreadyThere(attempt);
    }
    if (TransactionPlan.isTransient(canceled)) {
      return again(attempt, canceled);
    }
    throw Failures.unrecoverable("TransactWriteItems", canceled, attempt.mayBeApplied());
  }

  /** No other send makes this key: the message is this one, written by an attempt before. */
  private static Step<Sent> alreadyThere(Attempt attempt) {
    return new Step.Done<>(attempt.sent());
  }

  /** The head is not as seen: either this send has already moved it, or another one has. */
  private Step<Sent> afterHead(
      Attempt attempt, CancellationReason reason, TransactionCanceledException canceled) {
    if (!reason.hasItem() || reason.item().isEmpty()) {
      throw noSuchGroup(attempt.message().groupId());
    }
    MessageGroup head = Schemas.read(Schemas.HEADS, reason.item());
    if (head.newest().equals(attempt.message().sortKey())) {
      return new Step.Done<>(new Sent(attempt.message(), head));
    }
    if (!attempt.mayBeApplied()) {
      return appendAfter(attempt, head, canceled);
    }
    // The lost attempt may have been applied and then overtaken.
    return Lookups.message(settings.withConsistentReads(), head.id(), attempt.message().sortKey())
        .afterWriteInDoubt()
        .then(
            own ->
                own.isPresent()
                    ? new Step.Done<>(new Sent(own.get(), head))
                    : appendAfter(attempt, head, canceled));
  }

  private Step<Sent> appendAfter(
      Attempt attempt, MessageGroup head, TransactionCanceledException canceled) {
    requireSameMembers(head);
    sender(head);
    if (attempt.known() == Known.IN_HAND) {
      // What the caller knows is often old: only from here on does this send lose a race.
      return append(head, Known.FROM_TABLE, attempt.number());
    }
    int next = attempt.number() + 1;
    return paused(attempt, canceled, () -> append(head, Known.FROM_TABLE, next));
  }

  private void requireSameMembers(MessageGroup made) {
    if (newGroup != null && !memberIds(newGroup.members()).equals(memberIds(made.members()))) {
      throw new InvalidInputException(
          "The message group '" + made.id() + "' exists, with other members than the ones named");
    }
  }

  private static Set<String> memberIds(List<User> members) {
    return members.stream().map(User::id).collect(Collectors.toSet());
  }

  private Step<Sent> again(Attempt attempt, RuntimeException failure) {
    return paused(attempt, failure, () -> send(attempt.next()));
  }

  private Step<Sent> paused(Attempt attempt, RuntimeException failure, Supplier<Step<Sent>> then) {
    return Retries.pause(
        settings,
        "Sending to message group '" + attempt.message().groupId() + "'",
        attempt.number(),
        attempt.mayBeApplied(),
        failure,
        then);
  }

  /** The key was used before: what was sent then is the outcome now. */
  private Step<Sent> firstOfKey(Attempt attempt, IdempotencyMarker marker) {
    StoreSettings consistent = settings.withConsistentReads();
    return Lookups.head(consistent, marker.groupId())
        .afterWriteInDoubt()
        .then(
            head -> {
              // A made-up group in hand must not tell whether a key was used in the true one.
              if (settings.caller() != null && !Lookups.isMember(settings, head)) {
                throw Lookups.refused(settings, marker.groupId());
              }
              MessageGroup group = head.orElseThrow(() -> noSuchGroup(marker.groupId()));
              requireSameMembers(group);
              return Lookups.message(consistent, marker.groupId(), marker.message())
                  .afterWriteInDoubt()
                  .then(first -> new Step.Done<>(new Sent(ofKey(first, attempt, marker), group)));
            });
  }

  private Message ofKey(Optional<Message> first, Attempt attempt, IdempotencyMarker marker) {
    Message sent =
        first
            .or(() -> ownOf(attempt, marker))
            .orElseThrow(
                () -> new InvalidInputException(KEY_USED + "and the message is gone" + NEW_KEY));
    if (!sent.sender().id().equals(message.senderId())) {
      throw new InvalidInputException(KEY_USED + "by another sender" + NEW_KEY);
    }
    return sent;
  }

  /** This send's own message, if the key stands for it: written, and deleted by somebody since. */
  private static Optional<Message> ownOf(Attempt attempt, IdempotencyMarker marker) {
    return Optional.of(attempt.message()).filter(own -> own.sortKey().equals(marker.message()));
  }

  private MessagingException noSuchGroup(String groupId) {
    return settings.caller() == null
        ? new GroupNotFoundException(groupId)
        : Lookups.refused(settings, groupId);
  }

  /** How the group that an attempt depends on is known. */
  private enum Known {
    /** By the caller, who may have seen it long ago or be about to make it. */
    IN_HAND,
    /** By this send, which has read it. */
    FROM_TABLE
  }

  /**
   * One frozen transaction and what is known of it.
   *
   * @param plan what it writes
   * @param token tells the transaction from every other
   * @param message the message that it puts
   * @param group the group as it is right after
   * @param known how the group that it depends on is known
   * @param number which attempt this is, from 1
   * @param mayBeApplied whether an answer to it was lost
   */
  private record Attempt(
      TransactionPlan plan,
      String token,
      Message message,
      MessageGroup group,
      Known known,
      int number,
      boolean mayBeApplied) {

    Sent sent() {
      return new Sent(message, group);
    }

    Attempt next() {
      return new Attempt(plan, token, message, group, known, number + 1, mayBeApplied);
    }

    Attempt inDoubt() {
      return new Attempt(plan, token, message, group, known, number, true);
    }
  }
}
