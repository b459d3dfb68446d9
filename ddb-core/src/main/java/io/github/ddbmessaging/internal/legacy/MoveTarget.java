package io.github.ddbmessaging.internal.legacy;

import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where a message goes that gets another key.
 *
 * @param key its new key
 * @param attributes those that it keeps
 * @param lowered what members may see then
 */
record MoveTarget(
    SortKey key, Map<String, AttributeValue> attributes, MovedBounds.Lowered lowered) {
  /** Whether some members see from another message on. */
  boolean lowers(MessageGroup group) {
    return !lowered.access().equals(group.access());
  }

  /**
   * The group once the message has its new key.
   *
   * @param group the group before
   * @param shown whether the message is its newest then
   */
  MessageGroup groupAfter(MessageGroup group, boolean shown) {
    if (shown) {
      return group.withAccess(lowered.access()).withNewest(key);
    }
    return lowers(group) ? group.withMembers(group.members(), lowered.access()) : group;
  }
}
