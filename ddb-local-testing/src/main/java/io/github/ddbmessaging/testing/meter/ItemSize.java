package io.github.ddbmessaging.testing.meter;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How large an item is, in bytes, by the rules of the developer guide ("DynamoDB item sizes and
 * formats").
 *
 * <table>
 *   <caption>Size of a value; the name's UTF-8 bytes come on top</caption>
 *   <tr><th>type</th><th>bytes</th></tr>
 *   <tr><td>string</td><td>its UTF-8 bytes</td></tr>
 *   <tr><td>number</td><td>1, and 1 for every two significant digits</td></tr>
 *   <tr><td>binary</td><td>its bytes</td></tr>
 *   <tr><td>boolean, null</td><td>1</td></tr>
 *   <tr><td>list, map</td><td>3, and 1 and its own size for every element</td></tr>
 *   <tr><td>set</td><td>the sizes of its members</td></tr>
 * </table>
 *
 * <p>The guide calls the rule for numbers approximate. DynamoDB Local 2.6.1 counts one byte more
 * for a negative number, and one more where the digits, taken in pairs from the decimal point, need
 * one more pair ({@code 120} is 1|20, {@code 1.5} is 1|50). Everything else agrees.
 */
public final class ItemSize {

  private static final long NESTING_BYTES = 3;
  private static final long ELEMENT_BYTES = 1;

  private ItemSize() {}

  /**
   * Measures an item, or the part of one that an index holds.
   *
   * @param item attribute names and values; an empty map stands for an item that is not there
   * @return its size in bytes, names included
   */
  public static long of(Map<String, AttributeValue> item) {
    return item.entrySet().stream().mapToLong(e -> utf8(e.getKey()) + of(e.getValue())).sum();
  }

  /**
   * Measures a value.
   *
   * @param value a value of any type
   * @return its size in bytes, without a name
   * @throws IllegalArgumentException if the value has no type
   */
  public static long of(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> number(value.n());
      case B -> value.b().asByteArrayUnsafe().length;
      case BOOL, NUL -> 1;
      case L -> list(value.l());
      case M -> NESTING_BYTES + ELEMENT_BYTES * value.m().size() + of(value.m());
      case SS -> value.ss().stream().mapToLong(ItemSize::utf8).sum();
      case NS -> value.ns().stream().mapToLong(ItemSize::number).sum();
      case BS ->
          value.bs().stream().map(SdkBytes::asByteArrayUnsafe).mapToLong(b -> b.length).sum();
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("a value without a type");
    };
  }

  private static long list(List<AttributeValue> elements) {
    return NESTING_BYTES
        + elements.stream().mapToLong(element -> ELEMENT_BYTES + of(element)).sum();
  }

  private static long number(String number) {
    BigDecimal value = new BigDecimal(number);
    int digits = value.signum() == 0 ? 0 : value.stripTrailingZeros().precision();
    return 1L + (digits + 1) / 2;
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
