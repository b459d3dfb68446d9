package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.read.BatchGet;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageNotFoundException;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A message that is to be changed or reacted to, read together with the head of its group.
 *
 * @param head the head, which names the acting user as a member
 * @param message the message, which has not expired
 * @param item its item
 */
record OpenMessage(GroupHead head, Message message, Map<String, AttributeValue> item) {

  /** Reads both, strongly consistent. */
  static Step<OpenMessage> find(StoreSettings settings, MessageRef ref) {
    return find(settings, ref, false);
  }

  /** Reads both, strongly consistent; the message may have expired. */
  static Step<OpenMessage> findEvenExpired(StoreSettings settings, MessageRef ref) {
    return find(settings, ref, true);
  }

  private static Step<OpenMessage> find(
      StoreSettings settings, MessageRef ref, boolean evenExpired) {
    return BatchGet.items(settings.requests(), keys(settings, ref))
        .then(
            items ->
                head(settings, ref, items)
                    .map(
                        head -> {
                          // A stranger learns nothing of the message, not even of a damaged one.
                          Membership.requireMember(settings, head.group());
                          return open(settings, ref, head, item(ref, items), evenExpired);
                        }));
  }

  /** Reads both as consistently as the settings say; certain before it refuses. */
  static Step<OpenMessage> findMaybeStale(StoreSettings settings, MessageRef ref, String userId) {
    return BatchGet.itemsMaybeStale(settings.requests(), keys(settings, ref))
        .then(
            items -> {
              Optional<GroupHead> head =
                  Optional.ofNullable(items.get(ItemKey.head(ref.groupId())))
                      .map(found -> Membership.readWholeHead(settings, found))
                      .filter(found -> found.group().findMember(userId).isPresent());
              // A message newer than the head: the user may have been removed in between.
              Optional<Map<String, AttributeValue>> item =
                  head.flatMap(found -> item(ref, items))
                      .filter(
                          found ->
                              !Membership.view(settings, head.orElseThrow().group())
                                  .isOlderThan(ref.sortKey()));
              return item.isPresent()
                  ? new Step.Done<>(open(settings, ref, head.orElseThrow(), item, false))
                  : find(settings, ref);
            });
  }

  private static List<ItemKey> keys(StoreSettings settings, MessageRef ref) {
    List<ItemKey> keys = new ArrayList<>();
    keys.add(ItemKey.head(ref.groupId()));
    keys.addAll(settings.legacy().keysOf(ref));
    return keys;
  }

  private static Optional<Map<String, AttributeValue>> item(
      MessageRef ref, Map<ItemKey, Map<String, AttributeValue>> items) {
    return items.entrySet().stream()
        .filter(item -> !item.getKey().equals(ItemKey.head(ref.groupId())))
        .map(Map.Entry::getValue)
        .filter(item -> Schemas.read(Schemas.MESSAGES, item).id().equals(ref.messageId()))
        .findFirst();
  }

  private static Step<GroupHead> head(
      StoreSettings settings, MessageRef ref, Map<ItemKey, Map<String, AttributeValue>> items) {
    Map<String, AttributeValue> item = items.get(ItemKey.head(ref.groupId()));
    if (item != null) {
      return new Step.Done<>(Membership.readWholeHead(settings, item));
    }
    return settings
        .legacy()
        .adopt(
            settings.requests(),
            ref.groupId(),
            users(settings, ref, items),
            group -> Membership.requireMember(settings, group))
        .map(head -> head.orElseThrow(() -> Membership.noSuchGroup(settings, ref.groupId())));
  }

  /** In whose lists the rows of a group may be that nobody has adopted. */
  private static Set<String> users(
      StoreSettings settings, MessageRef ref, Map<ItemKey, Map<String, AttributeValue>> items) {
    Set<String> users = new HashSet<>();
    Optional.ofNullable(Membership.author(settings)).ifPresent(users::add);
    try {
      item(ref, items)
          .map(item -> Schemas.read(Schemas.MESSAGES, item).sender().id())
          .ifPresent(users::add);
    } catch (DamagedItemException e) {
      // It does not name its sender.
    }
    return users;
  }

  private static OpenMessage open(
      StoreSettings settings,
      MessageRef ref,
      GroupHead head,
      Optional<Map<String, AttributeValue>> item,
      boolean evenExpired) {
    Message message =
        item.map(found -> Schemas.read(Schemas.MESSAGES, found))
            .filter(Membership.view(settings, head.group()).visible()::sees)
            .filter(found -> evenExpired || !found.status().isExpired(settings.requests().now()))
            .orElseThrow(() -> new MessageNotFoundException(ref));
    return new OpenMessage(head, message, item.orElse(Map.of()));
  }
}
