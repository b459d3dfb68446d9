package io.github.ddbmessaging.testing.meter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.github.ddbmessaging.testing.internal.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

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

  /** The items, each as {@link #read} does, in one request; at most 100 places. */
  CompletableFuture<Map<Place, Map<String, AttributeValue>>> read(Set<Place> places) {
    Map<String, KeysAndAttributes> keys = new HashMap<>();
    places.stream()
        .collect(groupingBy(Place::table, mapping(Place::key, toList())))
        .forEach(
            (table, ofTable) ->
                keys.put(
                    table, KeysAndAttributes.builder().keys(ofTable).consistentRead(true).build()));
    BatchGetItemRequest question = BatchGetItemRequest.builder().requestItems(keys).build();
    return service
        .send(question, BatchGetItemResponse.class)
        .thenCompose(
            answer ->
                all(places.stream().map(place -> itemAt(place, answer)).toList())
                    .thenApply(items -> items.stream().collect(toMap(Found::place, Found::item))));
  }

  private CompletableFuture<Found> itemAt(Place place, BatchGetItemResponse answer) {
    KeysAndAttributes unprocessed = answer.unprocessedKeys().get(place.table());
    if (unprocessed != null && unprocessed.keys().contains(place.key())) {
      return read(place.table(), place.key()).thenApply(item -> new Found(place, item));
    }
    return CompletableFuture.completedFuture(
        new Found(
            place,
            answer.responses().getOrDefault(place.table(), List.of()).stream()
                .filter(item -> item.entrySet().containsAll(place.key().entrySet()))
                .findFirst()
                .orElse(Map.of())));
  }

  /** Where an item is, or could be. */
  record Place(String table, Map<String, AttributeValue> key) {}

  private record Found(Place place, Map<String, AttributeValue> item) {}

  static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0]))
        .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
  }
}
