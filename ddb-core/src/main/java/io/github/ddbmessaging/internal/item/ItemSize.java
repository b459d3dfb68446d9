package io.github.ddbmessaging.internal.item;

import io.github.ddbmessaging.internal.text.Utf8;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How large an item is, as DynamoDB measures it; numbers count a byte too many at most. */
public final class ItemSize {
  private static final int OF_A_COLLECTION = 3;
  private static final int OF_AN_ELEMENT = 1;

  private ItemSize() {}

  /** The bytes of an item's names and values. */
  public static int of(Map<String, AttributeValue> item) {
    int bytes = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      bytes += Utf8.length(attribute.getKey()) + of(attribute.getValue());
    }
    return bytes;
  }

  private static int of(@Nullable AttributeValue value) {
    if (value == null) {
      return OF_AN_ELEMENT;
    }
    return switch (value.type()) {
      case S -> Utf8.length(value.s());
      case N -> value.n().length() / 2 + 2;
      case SS -> value.ss().stream().mapToInt(Utf8::length).sum();
      case L -> OF_A_COLLECTION + value.l().stream().mapToInt(one -> OF_AN_ELEMENT + of(one)).sum();
      case M -> OF_A_COLLECTION + OF_AN_ELEMENT * value.m().size() + of(value.m());
      default -> 1;
    };
  }
}
