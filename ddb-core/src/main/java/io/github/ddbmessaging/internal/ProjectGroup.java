package io.github.ddbmessaging.internal;

import static io.github.ddbmessaging.internal.TransactionPlan.Part.HEAD;
import static io.github.ddbmessaging.internal.TransactionPlan.Part.MESSAGE;

import io.github.ddbmessaging.GroupNotFoundException;
import io.github.ddbmessaging.Message;
import io.github.ddbmessaging.MessageGroup;
import io.github.ddbmessaging.SortKey;
import io.github.ddbmessaging.internal.StreamEvents.GroupEvents;
import io.github.ddbmessaging.internal.TransactionPlan.Action;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

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
          : reKey(head, events, newest.get(), attempt);
    }
    Optional<SortKey> gone = events.removalAbove(shown).filter(key -> !head.mayBeRemoved(key));
    if (gone.isPresent()) {
      return write(
          head,
          events,
          reKey.rememberRemoval(head, gone.get()),
          attempt,
          () -> bringUpToDate(new Head(head.group(), gone.get()), events, attempt));
    }
    return events
        .changeUpTo(shown)
        .map(changed -> refreshIfShown(head, events, changed, attempt))
        .orElseGet(() -> new Step.Done<>(head.group()));
  }

  private Step<MessageGroup> reKey(Head head, GroupEvents events, Message newest, int attempt) {
    Head moved = new Head(head.group().withNewest(newest.sortKey()), head.removed());
    return write(
        head,
        events,
        reKey.project(head, newest),
        attempt,
        () -> bringUpToDate(moved, events.above(newest.sortKey()), attempt));
  }

  private Step<MessageGroup> reKeyIfStillThere(
      Head head, GroupEvents events, SortKey newest, int attempt) {
    return Lookups.message(settings, head.group().id(), newest)
        .then(
            found ->
                found.isPresent()
                    ? reKey(head, events, found.get(), attempt)
                    : bringUpToDate(head, events.without(newest), attempt));
  }

  /** The rows show the newest message that is left, so they follow if it or one above changed. */
  private Step<MessageGroup> refreshIfShown(
      Head head, GroupEvents events, SortKey changed, int attempt) {
    return ReadPage.newestMessage(settings, head.group().id())
        .then(
            newest ->
                newest.isPresent() && newest.get().sortKey().compareTo(changed) > 0
                    ? new Step.Done<>(head.group())
                    : write(
                        head,
                        events,
                        reKey.refresh(head.group(), newest.orElse(null)),
                        attempt,
                        () -> new Step.Done<>(head.group())));
  }

  private Step<MessageGroup> write(
      Head head,
      GroupEvents events,
      List<Action> actions,
      int attempt,
      Supplier<Step<MessageGroup>> then) {
    TransactionPlan plan = new TransactionPlan(actions);
    return new Step.Call<>(
        Request.transactWriteItems(
            TransactWriteItemsRequest.builder()
                .transactItems(plan.writes())
                .returnConsumedCapacity(settings.capacity())
                .build()),
        answer -> then.get(),
        failure -> afterFailure(head, events, plan, attempt, failure));
  }

  private Step<MessageGroup> afterFailure(
      Head head, GroupEvents events, TransactionPlan plan, int attempt, RuntimeException failure) {
    Head seen = head;
    if (failure instanceof TransactionCanceledException canceled) {
      Optional<CancellationReason> moved = plan.failedCondition(canceled, HEAD);
      if (moved.isPresent()) {
        if (!moved.get().hasItem() || moved.get().item().isEmpty()) {
          throw new GroupNotFoundException(head.group().id());
        }
        seen = Head.of(moved.get().item());
      } else if (plan.failedCondition(canceled, MESSAGE).isEmpty()
          && !TransactionPlan.isTransient(canceled)) {
        throw Failures.unrecoverable("TransactWriteItems", failure, false);
      }
    } else if (Failures.of(failure) == Failures.Meaning.FINAL) {
      throw Failures.unrecoverable("TransactWriteItems", failure, false);
    }
    Head next = seen;
    return Retries.pause(
        settings,
        "Bringing message group '" + head.group().id() + "' up to date",
        attempt,
        Failures.of(failure) == Failures.Meaning.IN_DOUBT,
        failure,
        () -> bringUpToDate(next, events, attempt + 1));
  }
}
