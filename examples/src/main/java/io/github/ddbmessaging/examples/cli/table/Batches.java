package io.github.ddbmessaging.examples.cli.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Reads and writes many items of one table, repeating what DynamoDB left for later. */
final class Batches {
  /** Most items that one request writes. */
  static final int WRITES = 25;

  private static final int READS = 100;
  private static final int ATTEMPTS = 12;
  private static final Duration FIRST_WAIT = Duration.ofMillis(25);

  private final DynamoDbClient dynamoDb;
  private final String tableName;

  Batches(DynamoDbClient dynamoDb, String tableName) {
    this.dynamoDb = dynamoDb;
    this.tableName = tableName;
  }

  /**
   * Reads items, strongly consistent.
   *
   * @param keys which, each once
   * @return those that exist, by their keys
   */
  Map<ItemKey, Map<String, AttributeValue>> read(Collection<ItemKey> keys) {
    Map<ItemKey, Map<String, AttributeValue>> found = new HashMap<>();
    List<ItemKey> all = List.copyOf(keys);
    for (int start = 0; start < all.size(); start += READS) {
      readOnce(all.subList(start, Math.min(all.size(), start + READS)), found);
    }
    return found;
  }

  private void readOnce(List<ItemKey> keys, Map<ItemKey, Map<String, AttributeValue>> found) {
    Map<String, KeysAndAttributes> left =
        Map.of(
            tableName,
            KeysAndAttributes.builder()
                .keys(keys.stream().map(ItemKey::attributes).toList())
                .consistentRead(true)
                .build());
    for (int attempt = 0; !left.isEmpty(); attempt++) {
      pauseBefore(attempt);
      Map<String, KeysAndAttributes> asked = left;
      BatchGetItemResponse answer = dynamoDb.batchGetItem(get -> get.requestItems(asked));
      answer
          .responses()
          .getOrDefault(tableName, List.of())
          .forEach(item -> found.put(ItemKey.of(item), item));
      left = answer.unprocessedKeys();
    }
  }

  /**
   * Puts items.
   *
   * @param items at most {@link #WRITES}, of different keys
   */
  void put(Collection<Map<String, AttributeValue>> items) {
    List<WriteRequest> writes = new ArrayList<>();
    items.forEach(item -> writes.add(WriteRequest.builder().putRequest(p -> p.item(item)).build()));
    Map<String, List<WriteRequest>> left = Map.of(tableName, writes);
    for (int attempt = 0; !left.isEmpty(); attempt++) {
      pauseBefore(attempt);
      Map<String, List<WriteRequest>> asked = left;
      left = dynamoDb.batchWriteItem(write -> write.requestItems(asked)).unprocessedItems();
    }
  }

  private static void pauseBefore(int attempt) {
    if (attempt == 0) {
      return;
    }
    if (attempt == ATTEMPTS) {
      throw new ToolException(
          "DynamoDB left items of a batch undone " + ATTEMPTS + " times; run it again later");
    }
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(FIRST_WAIT.toMillis() << attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("Interrupted; run it again");
    }
  }
}
