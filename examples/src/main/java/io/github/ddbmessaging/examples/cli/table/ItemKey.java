package io.github.ddbmessaging.examples.cli.table;

import io.github.ddbmessaging.model.SortKey;
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
  /**
   * The key of an item.
   *
   * @param item the item
   * @return its key, empty where it has none of type S
   */
  public static ItemKey of(Map<String, AttributeValue> item) {
    return new ItemKey(part(item, Attributes.PK), part(item, Attributes.SK));
  }

  /**
   * The key of a head.
   *
   * @param groupId which group
   * @return the key
   */
  public static ItemKey head(String groupId) {
    return new ItemKey(Keys.messagePartition(groupId), Keys.HEAD);
  }

  /**
   * The key of a message.
   *
   * @param groupId its group
   * @param sortKey its place
   * @return the key
   */
  public static ItemKey message(String groupId, SortKey sortKey) {
    return new ItemKey(Keys.messagePartition(groupId), sortKey.value());
  }

  /**
   * The key of a row.
   *
   * @param userId whose row
   * @param sortKey its place
   * @return the key
   */
  public static ItemKey row(String userId, SortKey sortKey) {
    return new ItemKey(Keys.groupsPartition(userId), sortKey.value());
  }

  /**
   * The key as requests hold it.
   *
   * @return both attributes
   */
  public Map<String, AttributeValue> attributes() {
    return Map.of(Attributes.PK, AttributeValue.fromS(pk), Attributes.SK, AttributeValue.fromS(sk));
  }

  private static String part(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }
}
