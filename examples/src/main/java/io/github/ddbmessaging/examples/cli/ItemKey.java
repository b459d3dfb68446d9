package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.Attributes;
import io.github.ddbmessaging.Keys;
import io.github.ddbmessaging.SortKey;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The key of an item.
 *
 * @param pk its partition key
 * @param sk its sort key
 */
record ItemKey(String pk, String sk) {
  static ItemKey of(Map<String, AttributeValue> item) {
    return new ItemKey(part(item, Attributes.PK), part(item, Attributes.SK));
  }

  static ItemKey head(String groupId) {
    return new ItemKey(Keys.messagePartition(groupId), Keys.HEAD);
  }

  static ItemKey message(String groupId, SortKey sortKey) {
    return new ItemKey(Keys.messagePartition(groupId), sortKey.value());
  }

  static ItemKey row(String userId, SortKey sortKey) {
    return new ItemKey(Keys.groupsPartition(userId), sortKey.value());
  }

  Map<String, AttributeValue> attributes() {
    return Map.of(Attributes.PK, AttributeValue.fromS(pk), Attributes.SK, AttributeValue.fromS(sk));
  }

  private static String part(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }
}
