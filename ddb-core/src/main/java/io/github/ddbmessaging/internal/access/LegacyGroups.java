package io.github.ddbmessaging.internal.access;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.KeyForm;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Groups that the original application made. They have rows and messages, and no head until they
 * are adopted. The rest of the library knows them only through this port.
 */
public interface LegacyGroups {
  /**
   * Gives a group its head, if there is anything of the group.
   *
   * @param settings of the requests
   * @param groupId which group
   * @param users in whose lists its rows may be
   * @param check throws if the group must not be adopted
   * @return the operation: the head, or empty if there is no such group
   */
  Step<Optional<GroupHead>> adopt(
      RequestSettings settings,
      String groupId,
      Collection<String> users,
      Consumer<MessageGroup> check);

  /**
   * The rows that a user has of a group without a head, strongly consistent: whoever has one is a
   * member until the group is adopted.
   */
  Step<List<MessageGroupRow>> rows(RequestSettings settings, String groupId, String userId);

  /** The true time of a key in either form. */
  Instant timeOf(SortKey key);

  /** The key that a message gets in place of the one of the original application. */
  SortKey ownKey(SortKey key, String messageId);

  /**
   * What references to a message hold: its time in UTC and its id, which no migration changes.
   *
   * @param key the message's key as stored
   * @param messageId its id
   */
  default SortKey referenceTo(SortKey key, String messageId) {
    return KeyForm.isOld(key) ? ownKey(key, messageId) : key;
  }

  /**
   * The keys that a message may have: one with a key of the original application may have been
   * migrated since the reference was made.
   */
  default List<ItemKey> keysOf(MessageRef ref) {
    ItemKey key = ItemKey.message(ref.groupId(), ref.sortKey());
    return KeyForm.isOld(ref.sortKey())
        ? List.of(key, ItemKey.message(ref.groupId(), ownKey(ref.sortKey(), ref.messageId())))
        : List.of(key);
  }

  /** Whether a message has a key of the original application, or one that such a key pushed. */
  boolean isToRewrite(Map<String, AttributeValue> message);

  /**
   * Gives messages of a group the keys that this library would have given them. Head and rows
   * follow.
   *
   * @param settings of the requests
   * @param head the head of the group as last seen
   * @param messages the items
   * @return the operation: the head as it is then
   */
  Step<GroupHead> rewriteKeys(
      RequestSettings settings, GroupHead head, List<Map<String, AttributeValue>> messages);

  /**
   * The head of a group: the item as it was read, or, if there was none, the one of its adoption.
   */
  default Step<GroupHead> headOrAdopt(
      RequestSettings settings,
      String groupId,
      @Nullable Map<String, AttributeValue> item,
      Supplier<? extends Collection<String>> users) {
    return item == null
        ? adopt(settings, groupId, users.get(), group -> {})
            .map(head -> head.orElseThrow(() -> new GroupNotFoundException(groupId)))
        : new Step.Done<>(Schemas.read(Schemas.HEADS, item));
  }
}
