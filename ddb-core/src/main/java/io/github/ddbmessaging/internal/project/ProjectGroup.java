package io.github.ddbmessaging.internal.project;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.Head;
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.project.StreamEvents.GroupEvents;
import io.github.ddbmessaging.internal.read.Lookups;
import io.github.ddbmessaging.internal.read.ReadHeads;
import io.github.ddbmessaging.internal.read.ReadPage;
import io.github.ddbmessaging.internal.run.Retries;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.internal.write.ReKey;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/**
 * Brings the rows of one group up to date: with what a batch of stream records says, or with its
 * newest message. Each write depends on the head being as it was seen, so that it does not matter
 * how often, how late, in what order or by how many at once this is done.
 */
public final class ProjectGroup {
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

  /** The operation that writes the rows anew, whatever they show and whatever there was to know. */
  public static Step<MessageGroup> showNewest(StoreSettings settings, Head head) {
    return new ProjectGroup(settings.withConsistentReads()).showNewest(head, 1);
  }

  private Step<MessageGroup> showNewest(Head head, int attempt) {
    return ReadPage.newestMessage(settings, head.group().id())
        .then(left -> show(head, left, attempt, this::showNewest));
  }

  private Step<MessageGroup> show(Head head, Optional<Message> left, int attempt, GoOn goOn) {
    return left.filter(message -> message.sortKey().compareTo(head.group().newest()) > 0)
        .map(newer -> reKeyIfThere(head, newer, attempt, goOn))
        .orElseGet(() -> refresh(head, left, attempt, goOn));
  }

  private Step<MessageGroup> reKeyIfThere(Head head, Message newer, int attempt, GoOn goOn) {
    return write(
        head,
        reKey.projectIfThere(head, newer),
        attempt,
        goOn,
        () -> new Step.Done<>(head.group().withNewest(newer.sortKey())));
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
      return remember(head, gone.get(), attempt, with(events));
    }
    // While the newest itself is gone, a message below it may be the newest that is left.
    return (head.mayBeRemoved(shown) ? events.anyUpTo(shown) : events.changeUpTo(shown))
        .map(changed -> refreshIfShown(head, events, changed, attempt))
        .orElseGet(() -> new Step.Done<>(head.group()));
  }

  private Step<MessageGroup> remember(Head head, SortKey gone, int attempt, GoOn goOn) {
    return write(
        head,
        reKey.rememberRemoval(head, gone),
        attempt,
        goOn,
        () -> goOn.from(new Head(head.group(), gone), attempt));
  }

  private Step<MessageGroup> reKey(
      Head head, GroupEvents events, Message newest, List<Action> actions, int attempt) {
    Head moved = new Head(head.group().withNewest(newest.sortKey()), head.removed());
    return write(
        head,
        actions,
        attempt,
        with(events),
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

  /**
   * The rows show the newest message that is left, so they follow if it or one above changed. A
   * newer one is shown at once: were it deleted before its own record comes, nobody would look
   * again whether what the rows show is still there.
   */
  private Step<MessageGroup> refreshIfShown(
      Head head, GroupEvents events, SortKey changed, int attempt) {
    SortKey place = head.group().newest();
    return ReadPage.newestMessage(settings, head.group().id())
        .then(
            left -> {
              boolean concernsNobody =
                  left.map(Message::sortKey)
                      .filter(key -> key.compareTo(changed) > 0 && key.compareTo(place) <= 0)
                      .isPresent();
              return concernsNobody
                  ? new Step.Done<>(head.group())
                  : show(head, left, attempt, with(events));
            });
  }

  private Step<MessageGroup> refresh(Head head, Optional<Message> left, int attempt, GoOn goOn) {
    SortKey place = head.group().newest();
    boolean newestIsGone = left.isEmpty() || left.get().sortKey().compareTo(place) < 0;
    // First known to all, then looked at: who comes below it from now on looks as well.
    if (newestIsGone && !head.mayBeRemoved(place)) {
      return remember(head, place, attempt, goOn);
    }
    // A key of the original application may stand above those of later messages. Once it is gone,
    // deleted or migrated, the rows must not stay at its time.
    Optional<Message> later =
        left.filter(message -> newestIsGone && Items.isOld(place))
            .filter(message -> !message.createdAt().isBefore(place.instant()));
    return later.isPresent()
        ? reKeyIfThere(head, later.get(), attempt, goOn)
        : write(
            head,
            reKey.refresh(head, left.orElse(null)),
            attempt,
            goOn,
            () -> new Step.Done<>(head.group()));
  }

  private GoOn with(GroupEvents events) {
    return (head, attempt) -> bringUpToDate(head, events, attempt);
  }

  private Step<MessageGroup> write(
      Head head, List<Action> actions, int attempt, GoOn goOn, Supplier<Step<MessageGroup>> then) {
    return ConditionalWrite.of(settings, describe(head), actions)
        .then(
            refusal ->
                refusal.isEmpty() ? then.get() : afterRefusal(head, refusal.get(), attempt, goOn));
  }

  /** Another projector or a sender was faster: goes on from what there is now. */
  private Step<MessageGroup> afterRefusal(
      Head head, CancellationReason refusal, int attempt, GoOn goOn) {
    Optional<Head> now = Head.in(refusal);
    return Retries.pauseAfterRefusal(
        settings,
        describe(head),
        attempt,
        refusal,
        () ->
            now.map(current -> goOn.from(current, attempt + 1))
                .orElseGet(() -> readAgain(head, attempt + 1, goOn)));
  }

  private Step<MessageGroup> readAgain(Head head, int attempt, GoOn goOn) {
    String groupId = head.group().id();
    return ReadHeads.of(settings, List.of(groupId))
        .then(
            heads -> {
              Map<String, AttributeValue> item = heads.get(groupId);
              if (item == null) {
                throw new GroupNotFoundException(groupId);
              }
              return goOn.from(Head.of(item), attempt);
            });
  }

  private static String describe(Head head) {
    return "Bringing message group '" + head.group().id() + "' up to date";
  }

  /** How to go on with the head as it is now. */
  private interface GoOn {
    Step<MessageGroup> from(Head head, int attempt);
  }
}
