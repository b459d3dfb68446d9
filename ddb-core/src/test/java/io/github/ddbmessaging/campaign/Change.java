package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.table.Keys;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a write did to one item.
 *
 * @param pk the item's partition key
 * @param sk its sort key
 * @param before the item before, or null if there was none
 * @param after the item after, or null if there is none
 */
record Change(
    String pk,
    String sk,
    @Nullable Map<String, AttributeValue> before,
    @Nullable Map<String, AttributeValue> after) {

  boolean isOfMessage() {
    return isInGroup() && isTime(sk);
  }

  boolean isOfHead() {
    return isInGroup() && sk.equals(Keys.HEAD);
  }

  boolean isOfRow() {
    return pk.startsWith(Keys.GROUPS_PREFIX);
  }

  boolean isInGroup() {
    return pk.startsWith(Keys.MESSAGES_PREFIX);
  }

  String groupId() {
    return pk.substring(Keys.MESSAGES_PREFIX.length());
  }

  /** Whether a sort key is that of a message or a row. */
  static boolean isTime(String sk) {
    return !sk.isEmpty() && sk.charAt(0) >= '0' && sk.charAt(0) <= '9';
  }
}
