package io.github.ddbmessaging.internal.read;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.table.Keys;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A group's head and its newest message, as items: one query, since the head stands right above the
 * messages.
 *
 * @param head the head, or empty if there is none
 * @param newest the message with the highest key, deleted or not, or empty if there is none
 */
public record HeadAndNewest(
    Optional<Map<String, AttributeValue>> head, Optional<Map<String, AttributeValue>> newest) {
  /** How many items are read at once where those of other programs stand in between. */
  private static final int BEYOND_OTHERS = 100;

  private static final HeadAndNewest NONE = new HeadAndNewest(Optional.empty(), Optional.empty());

  public static Step<HeadAndNewest> read(RequestSettings settings, String groupId) {
    return read(
        settings,
        new QueryRange(
            Keys.messagePartition(groupId), Listing.LOWEST_TIME, Keys.HEAD, /* descending= */ true),
        NONE,
        null);
  }

  /** Between the messages and the head there may be items of other programs. */
  private static Step<HeadAndNewest> read(
      RequestSettings settings,
      QueryRange range,
      HeadAndNewest before,
      @Nullable Map<String, AttributeValue> startKey) {
    return range
        .query(settings, startKey == null ? 2 : BEYOND_OTHERS, startKey)
        .then(
            response -> {
              HeadAndNewest found = before;
              for (Map<String, AttributeValue> item : response.items()) {
                found = found.with(item);
              }
              return response.hasLastEvaluatedKey() && found.newest().isEmpty()
                  ? read(settings, range, found, response.lastEvaluatedKey())
                  : new Step.Done<>(found);
            });
  }

  private HeadAndNewest with(Map<String, AttributeValue> item) {
    ItemKind kind = ItemKey.of(item).kind();
    if (kind == ItemKind.HEAD) {
      return new HeadAndNewest(Optional.of(item), newest);
    }
    return kind == ItemKind.MESSAGE && newest.isEmpty()
        ? new HeadAndNewest(head, Optional.of(item))
        : this;
  }
}
