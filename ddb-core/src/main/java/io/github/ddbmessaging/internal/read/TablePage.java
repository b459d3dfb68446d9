package io.github.ddbmessaging.internal.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.run.Request;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * A page of the whole table, for what works through all of it.
 *
 * @param items the items, of every kind
 * @param next where the next page begins, or empty if the table is through
 */
public record TablePage(List<Map<String, AttributeValue>> items, Optional<String> next) {
  /** In no base64 text. */
  private static final char PARTS = '.';

  /**
   * Reads a page, strongly consistent.
   *
   * @param position {@link #next()} of the page before, or null for the beginning of the table
   * @param items most items to read
   */
  public static Step<TablePage> read(StoreSettings settings, @Nullable String position, int items) {
    if (items < 1 || items > Limits.PAGE_SIZE) {
      throw new InvalidInputException(
          "A page of the table has 1 to " + Limits.PAGE_SIZE + " items, not " + items);
    }
    ScanRequest scan =
        ScanRequest.builder()
            .tableName(settings.tableName())
            .limit(items)
            .exclusiveStartKey(position == null ? null : decode(position))
            .consistentRead(true)
            .returnConsumedCapacity(settings.capacity())
            .build();
    return Step.of(Request.scan(scan))
        .then(
            answer ->
                new Step.Done<>(
                    new TablePage(
                        answer.items(),
                        answer.hasLastEvaluatedKey()
                            ? Optional.of(encode(answer.lastEvaluatedKey()))
                            : Optional.empty())));
  }

  public static boolean isHead(Map<String, AttributeValue> item) {
    return Items.keyPart(item, Attributes.PK).startsWith(Keys.MESSAGES_PREFIX)
        && Items.keyPart(item, Attributes.SK).equals(Keys.HEAD);
  }

  public static boolean isMessage(Map<String, AttributeValue> item) {
    return Items.keyPart(item, Attributes.PK).startsWith(Keys.MESSAGES_PREFIX) && isTimed(item);
  }

  public static boolean isRow(Map<String, AttributeValue> item) {
    return Items.keyPart(item, Attributes.PK).startsWith(Keys.GROUPS_PREFIX) && isTimed(item);
  }

  private static boolean isTimed(Map<String, AttributeValue> item) {
    return Items.beginsWithDigit(Items.keyPart(item, Attributes.SK));
  }

  private static String encode(Map<String, AttributeValue> key) {
    return base64(Items.keyPart(key, Attributes.PK))
        + PARTS
        + base64(Items.keyPart(key, Attributes.SK));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private static Map<String, AttributeValue> decode(String position) {
    int end = position.indexOf(PARTS);
    try {
      if (end > 0 && end < position.length() - 1) {
        return Items.key(text(position.substring(0, end)), text(position.substring(end + 1)));
      }
    } catch (IllegalArgumentException e) {
      // Not base64: refused below like every other damage.
    }
    throw new InvalidInputException("The position in the table is damaged; begin again");
  }

  private static String text(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
  }
}
