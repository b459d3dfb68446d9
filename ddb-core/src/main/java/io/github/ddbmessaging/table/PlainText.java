package io.github.ddbmessaging.table;

import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Strings as attributes of type S and no other; the Enhanced Client's own makes text of any type.
 */
final class PlainText implements AttributeConverter<String> {
  static final PlainText INSTANCE = new PlainText();

  private PlainText() {}

  @Override
  public AttributeValue transformFrom(String text) {
    return AttributeValue.fromS(text);
  }

  @Override
  public String transformTo(AttributeValue value) {
    if (value.s() == null) {
      throw new IllegalArgumentException("The attribute is of type " + value.type() + ", not S");
    }
    return value.s();
  }

  @Override
  public EnhancedType<String> type() {
    return EnhancedType.of(String.class);
  }

  @Override
  public AttributeValueType attributeValueType() {
    return AttributeValueType.S;
  }
}
