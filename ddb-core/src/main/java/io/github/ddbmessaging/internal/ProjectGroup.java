package io.github.ddbmessaging.internal;

import io.github.ddbmessaging.Attributes;
import io.github.ddbmessaging.GroupNotFoundException;
import io.github.ddbmessaging.Keys;
import io.github.ddbmessaging.Message;
import io.github.ddbmessaging.MessageGroup;
import io.github.ddbmessaging.SortKey;
import io.github.ddbmessaging.internal.StreamEvents.GroupEvents;
import io.github.ddbmessaging.internal.TransactionPlan.Action;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Brings the rows of one group up to date with what a batch of stream records says. Each write
 * depends on the head being as it was seen, so that it does not matter how often, how late, in what
 * order or by how many at once this is done.
 */
final class ProjectGroup {
  private final StoreSettings settings;
  private final ReKey reKey;

  private ProjectGroup(StoreSettings settings) {
    this.settings = settings;
    this.reKey = new ReKey(settings.tableName());
  }

  /** The operation; it comes to the group as it is then. */
  static Step<MessageGroup> of(StoreSettings settings, Head head, GroupEvents events) {
    return new ProjectGroup(settings.withConsistentReads()).bringUpToDate(head, events, 1);
  }

  private Step<MessageGroup> bringUpToDate(Head head, GroupEvents events, int attempt) {
    SortKey shown = head.group().newest();
    Optional<Message> newest = events.newestAbove(shown);
    if (newest.isPresent()) {
      return head.mayBeRemoved(newest.get().sortKey())
          ? reKeyIfStillThere(head, events, newest.get().sortKey(), attempt)
          : reKey(head, events, newest.get(), reKey.project(head, newest.get()), attempt);
    }
    Optional<SortKey> gone = events.removalAbove(shown).filter(key -> !head.mayBeRemoved(key));
    if (gone.isPresent()) {
      return remember(head, events, gone.get(), attempt);
    }
    // While the newest itself is gone, a message below it may be the newest that is left.
    return (head.mayBeRemoved(shown) ? events.anyUpTo(shown) : events.changeUpTo(shown))
        .map(changed -> refreshIfShown(head, events, changed, attempt))
        .orElseGet(() -> new Step.Done<>(head.group()));
  }

  private Step<MessageGroup> remember(Head head, GroupEvents events, SortKey gone, int attempt) {
    return write(
        head,
        events,
        reKey.rememberRemoval(head, gone),
        attempt,
        () -> bringUpToDate(new Head(head.group(), gone), events, attempt));
  }

  private Step<MessageGroup> reKey(
      Head head, GroupEvents events, Message newest, List<Action> actions, int attempt) {
    Head moved = new Head(head.group().withNewest(newest.sortKey()), head.removed());
    return write(
        head,
        events,
        actions,
        attempt,
        () -> bringUpToDate(moved, events.above(newest.sortKey()), attempt));
  }

  private Step<MessageGroup> reKeyIfStillThere(
      Head head, GroupEvents events, SortKey newest, int attempt) {
    return Lookups.message(settings, head.group().id(), newest)
        .then(
            found ->
                found.isPresent()
                    ? reKey(
                        head, events, found.get(), reKey.projectIfThere(head, found.get()), attempt)
                    : bringUpToDate(head, events.without(newest), attempt));
  }

  /** The rows show the newest message that is left, so they follow if it or one above changed. */
  private Step<MessageGroup> refreshIfShown(
      Head head, GroupEvents events, SortKey changed, int attempt) {
    SortKey place = head.group().newest();
    return ReadPage.newestMessage(settings, head.group().id())
        .then(
            left -> {
              if (left.isPresent() && left.get().sortKey().compareTo(changed) > 0) {
                return new Step.Done<>(head.group());
              }
              boolean newestIsGone = left.isEmpty() || left.get().sortKey().compareTo(place) < 0;
              // First known to all, then looked at: who comes below it from now on looks as well.
              return newestIsGone && !head.mayBeRemoved(place)
                  ? remember(head, events, place, attempt)
                  : write(
                      head,
                      events,
                      reKey.refresh(head, left.orElse(null)),
                      attempt,
                      () -> new Step.Done<>(head.group()));
            });
  }

  private Step<MessageGroup> write(
      Head head,
      GroupEvents events,
      List<Action> actions,
      int attempt,
      Supplier<Step<MessageGroup>> then) {
    return ConditionalWrite.of(settings, describe(head), actions)
        .then(
            refusal ->
                refusal.isEmpty()
                    ? then.get()
                    : afterRefusal(head, events, refusal.get(), attempt));
  }

  /** Another projector or a sender was faster: goes on from what there is now. */
  private Step<MessageGroup> afterRefusal(
      Head head, GroupEvents events, CancellationReason refusal, int attempt) {
    Optional<Head> now = headIn(refusal);
    return Retries.pause(
        settings,
        describe(head),
        attempt,
        false,
        ConditionalCheckFailedException.builder().message(refusal.message()).build(),
        () ->
            now.map(current -> bringUpToDate(current, events, attempt + 1))
                .orElseGet(() -> readAgain(head, events, attempt + 1)));
  }

  private Step<MessageGroup> readAgain(Head head, GroupEvents events, int attempt) {
    String groupId = head.group().id();
    return ReadHeads.of(settings, List.of(groupId))
        .then(
            heads -> {
              Map<String, AttributeValue> item = heads.get(groupId);
              if (item == null) {
                throw new GroupNotFoundException(groupId);
              }
              return bringUpToDate(Head.of(item), events, attempt);
            });
  }

  private static Optional<Head> headIn(CancellationReason refusal) {
    return refusal.hasItem() && Keys.HEAD.equals(Items.keyPart(refusal.item(), Attributes.SK))
        ? Optional.of(Head.of(refusal.item()))
        : Optional.empty();
  }

  private static String describe(Head head) {
    return "Bringing message group '" + head.group().id() + "' up to date";
  }
}
