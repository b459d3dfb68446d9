package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a write did to one item.
 *
 * @param key the item's key
 * @param before the item before, or null if there was none
 * @param after the item after, or null if there is none
 */
record Change(
    ItemKey key,
    @Nullable Map<String, AttributeValue> before,
    @Nullable Map<String, AttributeValue> after) {

  boolean isOf(ItemKind kind) {
    return key.kind() == kind;
  }
}
