package io.github.ddbmessaging.internal.legacy;

import io.github.ddbmessaging.internal.access.LegacyGroups;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.KeyForm;
import io.github.ddbmessaging.internal.item.MarkerEnd;
import io.github.ddbmessaging.internal.legacy.MovedBounds.Lowered;
import io.github.ddbmessaging.internal.project.ProjectGroup;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.read.ReadPage;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Gives a message the key that this library would have given it: a message of the original
 * application its time in UTC and its id; a message of this library, whose key one of those pushed
 * ahead, the time at which it was sent. One transaction deletes the old item and puts the new one.
 */
final class MoveMessage {
  /** Between the id of a message and the number of another one with that id and time. */
  private static final String COPY = "#";

  private final RequestSettings settings;
  private final LegacyGroups keys;
  private final boolean notesRemoval;
  private final LegacyWrites writes;
  private final MovedBounds bounds;

  /**
   * Moves of messages.
   *
   * @param settings of the requests
   * @param keys tells what old keys stand for
   * @param notesRemoval whether the head is told of an old key above it, so that a projector which
   *     does not rewrite keys does not show a late record of it
   */
  MoveMessage(RequestSettings settings, LegacyGroups keys, boolean notesRemoval) {
    this.settings = settings.withConsistentReads();
    this.keys = keys;
    this.notesRemoval = notesRemoval;
    this.writes = new LegacyWrites(settings.tableName());
    this.bounds = new MovedBounds(this.settings, keys);
  }

  RequestSettings settings() {
    return settings;
  }

  /**
   * What came of a move.
   *
   * @param head the head as it is then
   * @param done whether the message has another key now
   * @param wasShown whether the head named the message, so that another may be the newest now
   * @param sentAt the time that a message of this library was moved back to
   */
  record Result(GroupHead head, boolean done, boolean wasShown, Optional<Instant> sentAt) {
    private Result after(Result before) {
      return new Result(head, done, wasShown || before.wasShown, sentAt);
    }
  }

  /** Whether a message has an old key, or one that an old key has pushed ahead. */
  static boolean isToMove(Map<String, AttributeValue> item) {
    return wasPushed(item) || isOld(item);
  }

  static boolean wasPushed(Map<String, AttributeValue> item) {
    return item.containsKey(Attributes.SENT_AT);
  }

  static boolean isOld(Map<String, AttributeValue> item) {
    return KeyForm.isOld(new SortKey(ItemKey.of(item).sk()));
  }

  /**
   * Moves a message of a group with a head.
   *
   * @param floor when the message before it was sent, if that was moved back as well: of messages
   *     of this library the order stays
   */
  Step<Result> move(GroupHead head, Map<String, AttributeValue> item, Instant floor) {
    return isOld(item) ? rewrite(head, item, 1, 1) : moveBack(head, item, floor);
  }

  private Step<Result> rewrite(
      GroupHead head, Map<String, AttributeValue> item, int copy, int attempt) {
    Message old = Schemas.read(Schemas.MESSAGES, item);
    String id = copy == 1 ? old.id() : old.id() + COPY + copy;
    return write(
        head,
        item,
        new MoveTarget(keys.ownKey(old.sortKey(), id), item, Lowered.none(head)),
        attempt,
        (now, message, next, taken) ->
            rewrite(now, message, taken ? copy + 1 : copy, taken ? 1 : next));
  }

  /** Only where what has pushed the message ahead is no longer right below it. */
  private Step<Result> moveBack(GroupHead head, Map<String, AttributeValue> item, Instant floor) {
    Message message = Schemas.read(Schemas.MESSAGES, item);
    PageRequest below = PageRequest.newestFirst(1).before(message.ref());
    return ReadPage.firstMessages(settings, message.groupId(), below)
        .then(
            found -> {
              if (found.isEmpty()) {
                return moveBackTo(head, item, floor);
              }
              String key = ItemKey.of(found.get(0)).sk();
              if (!SortKey.isOne(key)) {
                return unmoved(head);
              }
              if (isOld(found.get(0))) {
                return rewriteBelow(head, found.get(0), item, floor);
              }
              Instant next = Timestamps.next(new SortKey(key).instant());
              return next.isBefore(message.createdAt())
                  ? moveBackTo(head, item, floor)
                  : unmoved(head);
            });
  }

  private Step<Result> rewriteBelow(
      GroupHead head,
      Map<String, AttributeValue> below,
      Map<String, AttributeValue> item,
      Instant floor) {
    return rewrite(head, below, 1, 1)
        .then(
            before ->
                before.done()
                    ? moveBack(before.head(), item, floor).map(result -> result.after(before))
                    : new Step.Done<>(before));
  }

  private Step<Result> moveBackTo(GroupHead head, Map<String, AttributeValue> item, Instant floor) {
    Message message = Schemas.read(Schemas.MESSAGES, item);
    Instant sentAt = sentAt(item).orElse(Instant.MAX);
    Instant time = floor.isBefore(sentAt) ? sentAt : Timestamps.next(floor);
    if (!time.isBefore(message.createdAt())) {
      return unmoved(head);
    }
    Map<String, AttributeValue> moved = new HashMap<>(item);
    moved.remove(Attributes.SENT_AT);
    SortKey key = SortKey.of(time, message.id());
    return bounds
        .after(head, message, key)
        .then(
            lowered ->
                write(
                    head,
                    item,
                    new MoveTarget(key, moved, lowered),
                    1,
                    (now, found, next, taken) -> moveBack(now, found, floor)));
  }

  private static Optional<Instant> sentAt(Map<String, AttributeValue> item) {
    try {
      return Optional.ofNullable(item.get(Attributes.SENT_AT))
          .map(AttributeValue::s)
          .map(Timestamps::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Step<Result> unmoved(GroupHead head) {
    return new Step.Done<>(new Result(head, false, false, Optional.empty()));
  }

  private Step<Result> write(
      GroupHead head,
      Map<String, AttributeValue> item,
      MoveTarget target,
      int attempt,
      Again again) {
    Message old = Schemas.read(Schemas.MESSAGES, item);
    Message moved = old.withKey(target.key());
    MessageGroup group = head.group();
    boolean wasShown = isNewest(group, old);
    boolean live = moved.isLive(settings.now());
    boolean shown = live && (wasShown || isAbove(moved, group.newest()));
    boolean another = wasShown ? !live : head.shows(old.sortKey());
    SortKey newest = shown ? target.key() : group.newest();
    SortKey gone =
        isToNote(old.sortKey(), newest) && !head.mayBeRemoved(old.sortKey()) ? old.sortKey() : null;
    GroupHead after =
        new GroupHead(
            target.groupAfter(group, shown),
            gone == null ? head.removed() : gone,
            head.changes(),
            head.shown());
    Optional<Instant> sentAt = isOld(item) ? Optional.empty() : Optional.of(moved.createdAt());
    Instant marked =
        isOld(item) ? null : MarkerEnd.of(settings.now(), old.createdAt(), Duration.ZERO);
    String what =
        "Moving the message '" + old.sortKey() + "' of message group '" + old.groupId() + "'";
    return ConditionalWrite.transaction(
            settings, what, writes.moveMessage(head, item, target, moved, shown, gone, marked))
        .send()
        .then(
            outcome ->
                outcome.then(
                    () -> {
                      Result result = new Result(after, true, wasShown, sentAt);
                      return another ? showNewest(result) : new Step.Done<>(result);
                    },
                    refused ->
                        refused.pause(
                            attempt,
                            next ->
                                lookAgain(
                                    refused.head().orElse(head),
                                    item,
                                    target.key(),
                                    next,
                                    again))));
  }

  /** The rows show another message than the newest, and that has moved or is to be found. */
  private Step<Result> showNewest(Result moved) {
    return ProjectGroup.showNewest(settings, moved.head())
        .map(
            group ->
                new Result(
                    moved.head().withGroup(group), moved.done(), moved.wasShown(), moved.sentAt()));
  }

  private static boolean isNewest(MessageGroup group, Message message) {
    return group.newest().equals(message.sortKey());
  }

  /** While the head has an old key, the order of keys is not that of times. */
  private boolean isAbove(Message moved, SortKey newest) {
    return KeyForm.isOld(newest)
        ? moved.createdAt().isAfter(keys.timeOf(newest))
        : moved.sortKey().compareTo(newest) > 0;
  }

  /**
   * A projector that rewrites old keys never shows one. But a key of this library may come in a
   * late record, and the head's may be above it only because that is an old one.
   */
  private boolean isToNote(SortKey old, SortKey newest) {
    return !KeyForm.isOld(old) || (notesRemoval && old.compareTo(newest) > 0);
  }

  /**
   * The head or the message changed meanwhile, another process has moved the message, or another
   * message has its key.
   */
  private Step<Result> lookAgain(
      GroupHead head, Map<String, AttributeValue> item, SortKey target, int attempt, Again again) {
    ItemKey own = ItemKey.of(item);
    return GetItems.item(settings, own)
        .then(
            now ->
                now.isEmpty()
                    ? unmoved(head)
                    : GetItems.item(settings, new ItemKey(own.pk(), target.value()))
                        .then(other -> again.move(head, now.get(), attempt, other.isPresent())));
  }

  /** How to continue after a refusal. */
  private interface Again {
    Step<Result> move(
        GroupHead head, Map<String, AttributeValue> item, int attempt, boolean keyIsTaken);
  }
}
