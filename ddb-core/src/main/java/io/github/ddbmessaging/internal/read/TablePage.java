package io.github.ddbmessaging.internal.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.run.Request;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.TableScan;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * A page of the whole table.
 *
 * @param items the items, of every kind
 * @param next where the next page begins, or empty if this is the last
 */
public record TablePage(List<Map<String, AttributeValue>> items, Optional<String> next) {
  /** In no base64 text. */
  private static final char PARTS = '.';

  private static final String MARK = ".m";

  /**
   * Reads a page, strongly consistent.
   *
   * @param settings of the requests
   * @param from how many items at most, and where the page begins
   */
  public static Step<TablePage> read(RequestSettings settings, TableScan from) {
    ScanRequest scan =
        ScanRequest.builder()
            .tableName(settings.tableName())
            .limit(from.pageSize())
            .exclusiveStartKey(lastKey(from).map(ItemKey::attributes).orElse(null))
            .consistentRead(true)
            .returnConsumedCapacity(settings.capacity())
            .build();
    return Step.of(Request.scan(scan))
        .map(
            response ->
                new TablePage(
                    response.items(),
                    Optional.of(response.lastEvaluatedKey())
                        .filter(key -> !key.isEmpty())
                        .map(key -> encode(ItemKey.of(key)))));
  }

  /** A position with a mark, by which a page tells something to the next one. */
  public static String mark(String position) {
    return position + MARK;
  }

  /** Whether the page before has marked where this one begins. */
  public static boolean isMarked(TableScan scan) {
    return scan.position() != null && scan.position().endsWith(MARK);
  }

  /** A key as a position. */
  public static String encode(ItemKey key) {
    return base64(key.pk()) + PARTS + base64(key.sk());
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /** The key of the last item before a page, if it is not the first one. */
  public static Optional<ItemKey> lastKey(TableScan scan) {
    return Optional.ofNullable(scan.position()).map(TablePage::decode);
  }

  /** The key that a position stands for. */
  public static ItemKey decode(String marked) {
    String position =
        marked.endsWith(MARK) && marked.indexOf(PARTS) < marked.length() - MARK.length()
            ? marked.substring(0, marked.length() - MARK.length())
            : marked;
    int end = position.indexOf(PARTS);
    try {
      if (end > 0 && end < position.length() - 1) {
        return new ItemKey(text(position.substring(0, end)), text(position.substring(end + 1)));
      }
    } catch (IllegalArgumentException e) {
      // Not base64: refused below like every other damage.
    }
    throw new InvalidInputException(
        "The position in the table is damaged; use one that a report gave, or begin again");
  }

  private static String text(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
  }
}
