package io.github.ddbmessaging.internal.read;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.run.Request;
import io.github.ddbmessaging.internal.run.Retries;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
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
 * Reads the heads of many groups, strongly consistent, 100 a request. What DynamoDB leaves
 * unprocessed is asked for again, together with what is still to be read.
 */
public final class ReadHeads {
  private static final int MOST_KEYS = 100;

  private final StoreSettings settings;

  private ReadHeads(StoreSettings settings) {
    this.settings = settings;
  }

  /** The head items that there are, by group id. */
  public static Step<Map<String, Map<String, AttributeValue>>> of(
      StoreSettings settings, Collection<String> groupIds) {
    List<Map<String, AttributeValue>> keys = groupIds.stream().map(Items::headKey).toList();
    return new ReadHeads(settings).read(keys, Map.of(), 1);
  }

  private Step<Map<String, Map<String, AttributeValue>>> read(
      List<Map<String, AttributeValue>> keys,
      Map<String, Map<String, AttributeValue>> read,
      int attempt) {
    if (keys.isEmpty()) {
      return new Step.Done<>(read);
    }
    int asked = Math.min(MOST_KEYS, keys.size());
    return Step.of(Request.batchGetItem(request(keys.subList(0, asked))))
        .then(
            answer -> {
              Map<String, Map<String, AttributeValue>> all = new HashMap<>(read);
              answer
                  .responses()
                  .getOrDefault(settings.tableName(), List.of())
                  .forEach(item -> all.put(groupId(item), item));
              List<Map<String, AttributeValue>> left = new ArrayList<>(unprocessed(answer));
              boolean throttled = !left.isEmpty();
              // As long as it gets on, it need not give up.
              int next = left.size() < asked ? 1 : attempt;
              left.addAll(keys.subList(asked, keys.size()));
              return throttled ? again(left, all, next) : read(left, all, next);
            });
  }

  private Step<Map<String, Map<String, AttributeValue>>> again(
      List<Map<String, AttributeValue>> keys,
      Map<String, Map<String, AttributeValue>> read,
      int attempt) {
    return Retries.pause(
        settings,
        "Reading the heads of " + keys.size() + " message groups",
        attempt,
        false,
        ProvisionedThroughputExceededException.builder()
            .message("BatchGetItem left keys unprocessed")
            .build(),
        () -> read(keys, read, attempt + 1));
  }

  private BatchGetItemRequest request(List<Map<String, AttributeValue>> keys) {
    return BatchGetItemRequest.builder()
        .requestItems(
            Map.of(
                settings.tableName(),
                KeysAndAttributes.builder().keys(keys).consistentRead(true).build()))
        .returnConsumedCapacity(settings.capacity())
        .build();
  }

  private List<Map<String, AttributeValue>> unprocessed(BatchGetItemResponse answer) {
    return Optional.ofNullable(answer.unprocessedKeys().get(settings.tableName()))
        .map(KeysAndAttributes::keys)
        .orElse(List.of());
  }

  private static String groupId(Map<String, AttributeValue> head) {
    return Items.keyPart(head, Attributes.PK).substring(Keys.MESSAGES_PREFIX.length());
  }
}
