package io.github.ddbmessaging.table;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Strings by name as an attribute of type M whose values are of type S and no other. */
final class TextMap implements AttributeConverter<Map<String, String>> {
  static final TextMap INSTANCE = new TextMap();

  private TextMap() {}

  @Override
  public AttributeValue transformFrom(Map<String, String> texts) {
    Map<String, AttributeValue> values = new LinkedHashMap<>();
    texts.forEach((name, text) -> values.put(name, PlainText.INSTANCE.transformFrom(text)));
    return AttributeValue.fromM(values);
  }

  @Override
  public Map<String, String> transformTo(AttributeValue value) {
    if (!value.hasM()) {
      throw new IllegalArgumentException("The attribute is of type " + value.type() + ", not M");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    value.m().forEach((name, text) -> texts.put(name, PlainText.INSTANCE.transformTo(text)));
    return texts;
  }

  @Override
  public EnhancedType<Map<String, String>> type() {
    return EnhancedType.mapOf(String.class, String.class);
  }

  @Override
  public AttributeValueType attributeValueType() {
    return AttributeValueType.M;
  }
}
