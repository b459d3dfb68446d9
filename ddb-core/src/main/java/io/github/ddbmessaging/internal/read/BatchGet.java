package io.github.ddbmessaging.internal.read;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.run.Request;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Retries;
import io.github.ddbmessaging.internal.run.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/**
 * Reads many items by their keys, 100 a request, strongly consistent unless said. What DynamoDB
 * leaves unprocessed is asked for again, together with the rest.
 */
public final class BatchGet {
  private static final int MOST_KEYS = 100;

  private final RequestSettings settings;
  private final String what;
  private final boolean consistent;

  private BatchGet(RequestSettings settings, String what, boolean consistent) {
    this.settings = settings;
    this.what = what;
    this.consistent = consistent;
  }

  /** The heads of groups that there are, as items, by group id. */
  public static Step<Map<String, Map<String, AttributeValue>>> heads(
      RequestSettings settings, Collection<String> groupIds) {
    return new BatchGet(settings, "Reading the heads of message groups", true)
        .read(groupIds.stream().map(ItemKey::head).toList(), Map.of(), 1)
        .map(
            items -> {
              Map<String, Map<String, AttributeValue>> heads = new HashMap<>();
              items.forEach((key, item) -> heads.put(key.groupId(), item));
              return heads;
            });
  }

  /** The items that there are, by their keys. */
  public static Step<Map<ItemKey, Map<String, AttributeValue>>> items(
      RequestSettings settings, Collection<ItemKey> keys) {
    return new BatchGet(settings, "Reading items", true).read(List.copyOf(keys), Map.of(), 1);
  }

  /** The items that there are, by their keys; strongly consistent only if the settings say so. */
  public static Step<Map<ItemKey, Map<String, AttributeValue>>> itemsMaybeStale(
      RequestSettings settings, Collection<ItemKey> keys) {
    return new BatchGet(settings, "Reading items", settings.consistentReads())
        .read(List.copyOf(keys), Map.of(), 1);
  }

  private Step<Map<ItemKey, Map<String, AttributeValue>>> read(
      List<ItemKey> keys, Map<ItemKey, Map<String, AttributeValue>> read, int attempt) {
    if (keys.isEmpty()) {
      return new Step.Done<>(read);
    }
    int asked = Math.min(MOST_KEYS, keys.size());
    return Step.of(Request.batchGetItem(request(keys.subList(0, asked))))
        .then(
            response -> {
              Map<ItemKey, Map<String, AttributeValue>> all = new HashMap<>(read);
              response
                  .responses()
                  .getOrDefault(settings.tableName(), List.of())
                  .forEach(item -> all.put(ItemKey.of(item), item));
              List<ItemKey> left = new ArrayList<>(unprocessed(response));
              boolean throttled = !left.isEmpty();
              // It does not give up as long as some keys are read.
              int next = left.size() < asked ? 1 : attempt;
              left.addAll(keys.subList(asked, keys.size()));
              return throttled ? again(left, all, next) : read(left, all, next);
            });
  }

  private Step<Map<ItemKey, Map<String, AttributeValue>>> again(
      List<ItemKey> keys, Map<ItemKey, Map<String, AttributeValue>> read, int attempt) {
    return Retries.pause(
        settings,
        what,
        attempt,
        false,
        ProvisionedThroughputExceededException.builder()
            .message("BatchGetItem left keys unprocessed")
            .build(),
        () -> read(keys, read, attempt + 1));
  }

  private BatchGetItemRequest request(List<ItemKey> keys) {
    return BatchGetItemRequest.builder()
        .requestItems(
            Map.of(
                settings.tableName(),
                KeysAndAttributes.builder()
                    .keys(keys.stream().map(ItemKey::attributes).toList())
                    .consistentRead(consistent)
                    .build()))
        .returnConsumedCapacity(settings.capacity())
        .build();
  }

  private List<ItemKey> unprocessed(BatchGetItemResponse response) {
    return Optional.ofNullable(response.unprocessedKeys().get(settings.tableName()))
        .map(left -> left.keys().stream().map(ItemKey::of).toList())
        .orElse(List.of());
  }
}
