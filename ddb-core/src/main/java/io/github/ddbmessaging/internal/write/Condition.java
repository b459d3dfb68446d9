package io.github.ddbmessaging.internal.write;

import io.github.ddbmessaging.table.Attributes;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What must hold for a write.
 *
 * @param expression the condition expression
 * @param names its attribute names
 * @param values its attribute values
 */
public record Condition(
    String expression, Map<String, String> names, Map<String, AttributeValue> values) {

  /** There is no item with this key. */
  public static final Condition DOES_NOT_EXIST =
      new Condition("attribute_not_exists(#pk)", Map.of("#pk", Attributes.PK), Map.of());
}
