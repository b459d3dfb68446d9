package io.github.ddbmessaging.internal.item;

import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UserReactions;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The key of an item.
 *
 * @param pk its partition key
 * @param sk its sort key
 */
public record ItemKey(String pk, String sk) {

  /** The key that an item has; empty where it has none of type S. */
  public static ItemKey of(Map<String, AttributeValue> item) {
    return new ItemKey(part(item, Attributes.PK), part(item, Attributes.SK));
  }

  public static ItemKey head(String groupId) {
    return new ItemKey(Keys.messagePartition(groupId), Keys.HEAD);
  }

  public static ItemKey message(String groupId, SortKey sortKey) {
    return new ItemKey(Keys.messagePartition(groupId), sortKey.value());
  }

  public static ItemKey reactions(UserReactions reactions) {
    return new ItemKey(
        Keys.messagePartition(reactions.groupId()),
        Keys.reactions(reactions.message(), reactions.userId()));
  }

  public static ItemKey row(String userId, SortKey rowKey) {
    return new ItemKey(Keys.groupsPartition(userId), rowKey.value());
  }

  public static ItemKey formerMembership(String userId, String groupId) {
    return new ItemKey(Keys.groupsPartition(userId), Keys.formerMembership(groupId));
  }

  public static ItemKey state(String userId, String groupId) {
    return new ItemKey(Keys.groupsPartition(userId), Keys.state(groupId));
  }

  /** The marker of a message of this library that was moved back, by its id. */
  public static ItemKey moveMarker(String groupId, String messageId) {
    return new ItemKey(Keys.messagePartition(groupId), Keys.idempotency(moveMarkerKey(messageId)));
  }

  /** No key of a caller holds a control character. */
  public static String moveMarkerKey(String messageId) {
    return "\t" + messageId;
  }

  /** The sort key of a group's rows, the same for each member. */
  public static SortKey rowKey(MessageGroup group) {
    return Keys.row(group.newest(), group.id());
  }

  public ItemKind kind() {
    return ItemKind.of(pk, sk);
  }

  /** The group whose partition the item is in: that of a message, a head or a marker. */
  public String groupId() {
    return pk.substring(Keys.MESSAGES_PREFIX.length());
  }

  /** The group that a user's state is of. */
  public String groupOfState() {
    return sk.substring(Keys.STATES_PREFIX.length());
  }

  /** Whether DynamoDB accepts it in a request. */
  public boolean isPossible() {
    return !pk.isEmpty()
        && !sk.isEmpty()
        && Utf8.length(pk) <= Limits.PARTITION_KEY_BYTES
        && Utf8.length(sk) <= Limits.SORT_KEY_BYTES;
  }

  /** The key as requests hold it. */
  public Map<String, AttributeValue> attributes() {
    return Map.of(Attributes.PK, AttributeValue.fromS(pk), Attributes.SK, AttributeValue.fromS(sk));
  }

  private static String part(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }
}
