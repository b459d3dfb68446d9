package io.github.ddbmessaging.testing.meter;

import io.github.ddbmessaging.testing.internal.Service;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** Looks up, unmetered, what is in the tables of one call; each table is described once. */
final class Items {
  private final Service service;
  private final Map<String, CompletableFuture<TableShape>> shapes = new ConcurrentHashMap<>();

  Items(Service service) {
    this.service = service;
  }

  CompletableFuture<TableShape> shape(String table) {
    return shapes.computeIfAbsent(table, this::describe);
  }

  private CompletableFuture<TableShape> describe(String table) {
    DescribeTableRequest question = DescribeTableRequest.builder().tableName(table).build();
    return service
        .send(question, DescribeTableResponse.class)
        .thenApply(answer -> TableShape.of(answer.table()));
  }

  /** The item, strongly consistent; an empty map if there is none. */
  CompletableFuture<Map<String, AttributeValue>> read(
      String table, Map<String, AttributeValue> key) {
    GetItemRequest question =
        GetItemRequest.builder().tableName(table).key(key).consistentRead(true).build();
    return service.send(question, GetItemResponse.class).thenApply(GetItemResponse::item);
  }

  static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0]))
        .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
  }
}
