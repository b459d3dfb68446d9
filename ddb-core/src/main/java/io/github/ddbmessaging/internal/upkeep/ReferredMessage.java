package io.github.ddbmessaging.internal.upkeep;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.read.QueryRange;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The message that reactions name, by its time in UTC and its id, whatever key it has. */
final class ReferredMessage {
  /** Keys of the original application hold times of any offset. */
  private static final Duration LARGEST_OFFSET = Duration.ofHours(18);

  private static final int MINUTES_LENGTH = "2026-11-21T01:02".length();
  private static final int PAGE = 1_000;

  private final RequestSettings settings;
  private final QueryRange around;
  private final AttributeValue id;

  private ReferredMessage(RequestSettings settings, String groupId, SortKey reference) {
    this.settings = settings;
    this.around =
        new QueryRange(
            Keys.messagePartition(groupId),
            minute(reference, LARGEST_OFFSET.negated()),
            minute(reference, LARGEST_OFFSET) + "~",
            false);
    this.id = AttributeValue.fromS(reference.value().substring(reference.value().indexOf('#') + 1));
  }

  /** One read; where the message is not found, also those of a day and a half around it. */
  static Step<Boolean> exists(RequestSettings settings, String groupId, SortKey reference) {
    return GetItems.item(settings, ItemKey.message(groupId, reference))
        .then(
            found ->
                found.isPresent()
                    ? new Step.Done<>(true)
                    : new ReferredMessage(settings, groupId, reference).search(null));
  }

  private Step<Boolean> search(@Nullable Map<String, AttributeValue> startKey) {
    return around
        .query(settings, PAGE, startKey)
        .then(
            response -> {
              boolean found =
                  response.items().stream()
                      .anyMatch(item -> id.equals(item.get(Attributes.MESSAGE_ID)));
              return found || !response.hasLastEvaluatedKey()
                  ? new Step.Done<>(found)
                  : search(response.lastEvaluatedKey());
            });
  }

  private static String minute(SortKey reference, Duration away) {
    return Timestamps.format(reference.instant().plus(away)).substring(0, MINUTES_LENGTH);
  }
}
