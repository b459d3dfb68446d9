package io.github.ddbmessaging.internal.legacy;

import io.github.ddbmessaging.internal.access.LegacyGroups;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.read.Listing;
import io.github.ddbmessaging.internal.read.QueryRange;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * From where on later members see, once a message of this library is moved back: a bound above its
 * new place would hide from them what is sent for hours. Each such bound goes down to the last
 * message that it hid, so that they see no more than before; and no less, unless the message comes
 * below one that is hidden from them, as its sender's clock was behind.
 */
final class MovedBounds {
  /** Among so many messages up to a bound, the last is looked for: old keys are in no order. */
  private static final int MOST_MESSAGES = 25;

  private final RequestSettings settings;
  private final LegacyGroups keys;

  MovedBounds(RequestSettings settings, LegacyGroups keys) {
    this.settings = settings;
    this.keys = keys;
  }

  /**
   * What members may see once a message is moved.
   *
   * @param access by user id, as in the head
   * @param shown the message that the rows show, if any access has changed, and if there is one
   */
  record Lowered(Map<String, MemberAccess> access, Optional<Message> shown) {
    /** Nothing has changed. */
    static Lowered none(GroupHead head) {
      return new Lowered(head.group().access(), Optional.empty());
    }
  }

  /**
   * Lowers what is to be lowered: a query for each bound above the message's new place, mostly
   * none.
   *
   * @param head the head as last seen
   * @param moved the message where it is
   * @param target its new key, which is lower
   */
  Step<Lowered> after(GroupHead head, Message moved, SortKey target) {
    Map<SortKey, Supplier<Step<Optional<SortKey>>>> bounds = new LinkedHashMap<>();
    for (MemberAccess access : head.group().access().values()) {
      SortKey bound = access.visibleFrom();
      if (bound != null && bound.compareTo(target) >= 0) {
        bounds.put(bound, () -> lowered(bound, moved, target));
      }
    }
    return bounds.isEmpty()
        ? new Step.Done<>(Lowered.none(head))
        : Step.all(bounds).then(found -> withShown(head, access(head, found)));
  }

  /** What was hidden stays so, at its new place as well. */
  private Step<Optional<SortKey>> lowered(SortKey bound, Message moved, SortKey target) {
    boolean hidden = bound.compareTo(moved.sortKey()) >= 0;
    return lastUpTo(bound, moved)
        .map(
            last ->
                hidden
                    ? Optional.of(last.filter(key -> key.compareTo(target) > 0).orElse(target))
                    : last);
  }

  /** The last message up to a bound, as references name it, without the one that moves. */
  private Step<Optional<SortKey>> lastUpTo(SortKey bound, Message moved) {
    String partition = ItemKey.message(moved.groupId(), moved.sortKey()).pk();
    return new QueryRange(partition, Listing.LOWEST_TIME, bound.value(), /* descending= */ true)
        .first(settings, MOST_MESSAGES)
        .map(
            items ->
                items.stream()
                    .map(item -> reference(item, moved))
                    .flatMap(Optional::stream)
                    .filter(key -> key.compareTo(bound) <= 0)
                    .max(SortKey::compareTo));
  }

  private Optional<SortKey> reference(Map<String, AttributeValue> item, Message moved) {
    String key = ItemKey.of(item).sk();
    AttributeValue id = item.get(Attributes.MESSAGE_ID);
    return SortKey.isOne(key)
            && id != null
            && id.s() != null
            && !key.equals(moved.sortKey().value())
        ? Optional.of(keys.referenceTo(new SortKey(key), id.s()))
        : Optional.empty();
  }

  private static Map<String, MemberAccess> access(
      GroupHead head, Map<SortKey, Step.Outcome<Optional<SortKey>>> found) {
    Map<String, MemberAccess> access = new HashMap<>(head.group().access());
    access.replaceAll(
        (user, before) -> {
          Step.Outcome<Optional<SortKey>> lowered = found.get(before.visibleFrom());
          return lowered == null
              ? before
              : new MemberAccess(before.role(), before.joinedAt(), lowered.orThrow().orElse(null));
        });
    return access;
  }

  private Step<Lowered> withShown(GroupHead head, Map<String, MemberAccess> access) {
    Optional<SortKey> shown = head.shownMessage();
    return access.equals(head.group().access()) || shown.isEmpty()
        ? new Step.Done<>(new Lowered(access, Optional.empty()))
        : GetItems.message(settings, ItemKey.message(head.group().id(), shown.get()))
            .map(message -> new Lowered(access, message));
  }
}
