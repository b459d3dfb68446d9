package io.github.ddbmessaging.examples.cli.output;

import io.github.ddbmessaging.table.Attributes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items of DynamoDB as plain values: the keys first, then the other attributes by name. Pure. */
final class PlainItem {
  private static final List<String> KEYS = List.of(Attributes.PK, Attributes.SK);
  private static final Comparator<String> KEYS_FIRST =
      Comparator.comparing((String name) -> KEYS.contains(name) ? 0 : 1)
          .thenComparing(Comparator.naturalOrder());

  private PlainItem() {}

  /**
   * Converts an item.
   *
   * @param item any item, or a part of one
   * @return strings, numbers, truths, lists, maps and nulls; bytes in Base64, sets sorted as lists
   */
  static Map<String, @Nullable Object> of(Map<String, AttributeValue> item) {
    Map<String, @Nullable Object> fields = new TreeMap<>(KEYS_FIRST);
    item.forEach((name, value) -> fields.put(name, plain(value)));
    return fields;
  }

  private static @Nullable Object plain(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case N -> new BigDecimal(value.n());
      case BOOL -> value.bool();
      case B -> base64(value.b());
      case SS -> value.ss().stream().sorted().toList();
      case NS -> value.ns().stream().map(BigDecimal::new).sorted().toList();
      case BS -> value.bs().stream().map(PlainItem::base64).sorted().toList();
      case L -> list(value.l());
      case M -> of(value.m());
      case NUL, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  private static List<@Nullable Object> list(List<AttributeValue> values) {
    List<@Nullable Object> list = new ArrayList<>();
    values.forEach(value -> list.add(plain(value)));
    return list;
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArray());
  }
}
