package io.github.ddbmessaging.testing.fault;

import io.github.ddbmessaging.testing.internal.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The last entries of a batch are not sent and come back unprocessed. */
record Unprocessed(int count) implements Fault {

  @Override
  public CompletableFuture<SdkResponse> strike(SdkRequest request, Service next, String injector) {
    if (request instanceof BatchWriteItemRequest batch) {
      return write(batch, next, injector);
    }
    return request instanceof BatchGetItemRequest batch
        ? read(batch, next, injector)
        : Failing.with(new IllegalStateException("not a batch" + injector));
  }

  private CompletableFuture<SdkResponse> write(
      BatchWriteItemRequest batch, Service next, String injector) {
    Split<WriteRequest> split = Split.of(batch.requestItems(), count);
    if (split.done.isEmpty()) {
      return Failing.with(ServiceErrors.provisionedThroughputExceeded(injector));
    }
    return next.send(
            batch.toBuilder().requestItems(split.done).build(), BatchWriteItemResponse.class)
        .thenApply(response -> response.toBuilder().unprocessedItems(split.left).build());
  }

  private CompletableFuture<SdkResponse> read(
      BatchGetItemRequest batch, Service next, String injector) {
    Map<String, List<Map<String, AttributeValue>>> keys = new LinkedHashMap<>();
    batch.requestItems().forEach((table, wanted) -> keys.put(table, wanted.keys()));
    Split<Map<String, AttributeValue>> split = Split.of(keys, count);
    if (split.done.isEmpty()) {
      return Failing.with(ServiceErrors.provisionedThroughputExceeded(injector));
    }
    return next.send(
            batch.toBuilder().requestItems(only(split.done, batch)).build(),
            BatchGetItemResponse.class)
        .thenApply(
            response -> response.toBuilder().unprocessedKeys(only(split.left, batch)).build());
  }

  private static Map<String, KeysAndAttributes> only(
      Map<String, List<Map<String, AttributeValue>>> keys, BatchGetItemRequest batch) {
    Map<String, KeysAndAttributes> part = new LinkedHashMap<>();
    batch
        .requestItems()
        .forEach(
            (table, wanted) -> {
              if (keys.containsKey(table)) {
                part.put(table, wanted.toBuilder().keys(keys.get(table)).build());
              }
            });
    return part;
  }

  /** Entries by table, parted into those to do and the last ones, which are left. */
  private record Split<T>(Map<String, List<T>> done, Map<String, List<T>> left) {

    static <T> Split<T> of(Map<String, List<T>> entries, int countLeft) {
      int toDo = entries.values().stream().mapToInt(List::size).sum() - countLeft;
      Map<String, List<T>> done = new LinkedHashMap<>();
      Map<String, List<T>> left = new LinkedHashMap<>();
      for (Map.Entry<String, List<T>> table : entries.entrySet()) {
        for (T entry : table.getValue()) {
          Map<String, List<T>> part = toDo-- > 0 ? done : left;
          part.computeIfAbsent(table.getKey(), name -> new ArrayList<>()).add(entry);
        }
      }
      return new Split<>(done, left);
    }
  }
}
