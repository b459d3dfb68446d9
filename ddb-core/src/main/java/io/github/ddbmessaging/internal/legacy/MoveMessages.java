package io.github.ddbmessaging.internal.legacy;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.KeyForm;
import io.github.ddbmessaging.internal.project.ProjectGroup;
import io.github.ddbmessaging.internal.read.NewestLive;
import io.github.ddbmessaging.internal.read.ReadPage;
import io.github.ddbmessaging.internal.run.ClientFailure;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Moves messages of one group, one after the other since each move may change the head. One that
 * can't be moved does not stop the others.
 */
final class MoveMessages {
  private final MoveMessage move;

  private MoveMessages(MoveMessage move) {
    this.move = move;
  }

  /**
   * What came of it.
   *
   * @param head the head as it is then
   * @param messages how many have another key now
   * @param failures why others have not
   */
  record Moved(GroupHead head, int messages, List<RuntimeException> failures) {
    GroupHead headOrThrow() {
      if (!failures.isEmpty()) {
        throw failures.get(0);
      }
      return head;
    }
  }

  static Step<Moved> move(
      MoveMessage move, GroupHead head, List<Map<String, AttributeValue>> messages) {
    return new MoveMessages(move)
        .next(List.copyOf(messages), new Moved(head, 0, List.of()), Order.NONE, false);
  }

  private Step<Moved> next(
      List<Map<String, AttributeValue>> messages, Moved before, Order order, boolean wasShown) {
    if (messages.isEmpty()) {
      return goOnAbove(before, order, wasShown);
    }
    Map<String, AttributeValue> first = messages.get(0);
    List<Map<String, AttributeValue>> rest = messages.subList(1, messages.size());
    return Step.outcome(() -> move.move(before.head(), first, order.floorOf(first)))
        .then(
            outcome -> {
              if (outcome.failure().isPresent()) {
                return next(rest, failed(before, first, outcome.failure().get()), order, wasShown);
              }
              MoveMessage.Result result = outcome.value().orElseThrow();
              Moved moved =
                  new Moved(
                      result.head(),
                      before.messages() + (result.done() ? 1 : 0),
                      before.failures());
              return next(
                  rest, moved, order.after(first, result.sentAt()), wasShown || result.wasShown());
            });
  }

  /**
   * A message that was moved back has pushed the one above it, whose record may have come before.
   */
  private Step<Moved> goOnAbove(Moved before, Order order, boolean wasShown) {
    if (order.last() == null) {
      return wasShown ? showNewest(before) : new Step.Done<>(before);
    }
    Message last = Schemas.read(Schemas.MESSAGES, order.last());
    PageRequest above = PageRequest.oldestFirst(1).after(last.ref());
    return ReadPage.firstMessages(move.settings(), last.groupId(), above)
        .then(
            found ->
                next(
                    found.stream().filter(MoveMessage::wasPushed).toList(),
                    before,
                    order.atEnd(),
                    wasShown));
  }

  /**
   * When the messages below one were sent, of those that were moved back. Streamed messages may
   * have been pushed to one time, and then there is no order among them.
   *
   * @param last the last one, or null if there is nothing to do above it
   * @param key the time of its key
   * @param below when those below that time were sent, at the latest
   * @param at when those of that time were sent, at the latest
   */
  private record Order(
      @Nullable Map<String, AttributeValue> last, Instant key, Instant below, Instant at) {
    static final Order NONE = new Order(null, Instant.MIN, Instant.MIN, Instant.MIN);

    Instant floorOf(Map<String, AttributeValue> item) {
      return timeOf(item).equals(key) ? below : at;
    }

    Order after(Map<String, AttributeValue> item, Optional<Instant> sentAt) {
      return sentAt
          .map(time -> new Order(item, timeOf(item), floorOf(item), time.isAfter(at) ? time : at))
          .orElse(this);
    }

    Order atEnd() {
      return new Order(null, key, below, at);
    }

    private static Instant timeOf(Map<String, AttributeValue> item) {
      return new SortKey(ItemKey.of(item).sk()).instant();
    }
  }

  private static Moved failed(
      Moved before, Map<String, AttributeValue> item, RuntimeException failure) {
    List<RuntimeException> failures = new ArrayList<>(before.failures());
    failures.add(named(ItemKey.of(item), failure));
    return new Moved(before.head(), before.messages(), failures);
  }

  /** What can never be stored names its item. */
  private static RuntimeException named(ItemKey key, RuntimeException failure) {
    boolean refused =
        failure instanceof DynamoDbFailureException
            && failure.getCause() instanceof RuntimeException cause
            && new ClientFailure(cause).isInvalidRequest();
    if (!refused && !(failure instanceof InvalidInputException)) {
      return failure;
    }
    return new DamagedItemException(
        key.pk(),
        key.sk(),
        "its time in UTC and its id make no key that DynamoDB stores with it",
        "give it another id, a shorter text or fewer attributes, or delete it");
  }

  /** One that the head did not name may sort last now. */
  private Step<Moved> showNewest(Moved moved) {
    return NewestLive.message(move.settings(), moved.head().group().id())
        .then(
            newest ->
                newest
                    .filter(message -> !KeyForm.isOld(message.sortKey()))
                    .filter(
                        message -> message.sortKey().compareTo(moved.head().group().newest()) > 0)
                    .map(message -> ProjectGroup.showNewest(move.settings(), moved.head()))
                    .map(
                        shown ->
                            shown.map(
                                group ->
                                    new Moved(
                                        moved.head().withGroup(group),
                                        moved.messages(),
                                        moved.failures())))
                    .orElseGet(() -> new Step.Done<>(moved)));
  }
}
