package io.github.ddbmessaging.testing.meter;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How large an item is, in bytes, by the rules of the developer guide ("DynamoDB item sizes and
 * formats"), and for numbers as DynamoDB counts.
 *
 * <table>
 *   <caption>Size of a value; the name's UTF-8 bytes come on top</caption>
 *   <tr><th>type</th><th>bytes</th></tr>
 *   <tr><td>string</td><td>its UTF-8 bytes</td></tr>
 *   <tr><td>number</td><td>1, 1 for every pair of digits, and 1 if it is negative; 21 at most</td></tr>
 *   <tr><td>binary</td><td>its bytes</td></tr>
 *   <tr><td>boolean, null</td><td>1</td></tr>
 *   <tr><td>list, map</td><td>3, and 1 and its own size for every element</td></tr>
 *   <tr><td>set</td><td>the sizes of its members</td></tr>
 * </table>
 *
 * <p>The guide calls its rule for numbers approximate: a byte for every two significant digits, and
 * one more. The digits are taken in pairs from the decimal point, without pairs of zeros at the
 * ends: {@code 12} is one pair, {@code 120} is 1|20, {@code 1.5} is 1|50 and {@code 1200} is 12. A
 * negative number has a byte for its sign: {@code -27} takes 3. So DynamoDB Local 2.6.1 counts, and
 * so others measured it on the service, where an item of 409,600 bytes is taken and one of 409,601
 * is not.
 */
public final class ItemSize {

  private static final long NESTING_BYTES = 3;
  private static final long ELEMENT_BYTES = 1;
  private static final long LARGEST_NUMBER = 21;

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
    BigDecimal value = new BigDecimal(number).stripTrailingZeros();
    if (value.signum() == 0) {
      return 1;
    }
    int lowest = -value.scale();
    int highest = lowest + value.precision() - 1;
    int pairs = Math.floorDiv(highest, 2) - Math.floorDiv(lowest, 2) + 1;
    return Math.min(LARGEST_NUMBER, 1 + pairs + (value.signum() < 0 ? 1 : 0));
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
