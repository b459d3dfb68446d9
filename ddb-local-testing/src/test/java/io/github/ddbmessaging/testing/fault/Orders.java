package io.github.ddbmessaging.testing.fault;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A user's repository, as the examples of docs/faults.md test it. */
final class Orders {

  private final DynamoDbClient client;
  private final String table;

  Orders(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** Places an order under an id that must be free. */
  void place(String id) {
    try {
      putIfAbsent(id);
    } catch (SdkClientException noAnswer) {
      placeAgain(id);
    }
  }

  void placeAll(List<String> ids) {
    List<WriteRequest> toDo =
        ids.stream()
            .map(id -> WriteRequest.builder().putRequest(put -> put.item(order(id))).build())
            .toList();
    Map<String, List<WriteRequest>> left = Map.of(table, toDo);
    while (!left.isEmpty()) {
      Map<String, List<WriteRequest>> next = left;
      left = client.batchWriteItem(batch -> batch.requestItems(next)).unprocessedItems();
    }
  }

  void rename(String oldId, String newId) {
    TransactWriteItem delete =
        TransactWriteItem.builder().delete(d -> d.tableName(table).key(order(oldId))).build();
    TransactWriteItem put =
        TransactWriteItem.builder().put(p -> p.tableName(table).item(order(newId))).build();
    client.transactWriteItems(transaction -> transaction.transactItems(delete, put));
  }

  void removeAll() {
    all().forEach(id -> client.deleteItem(delete -> delete.tableName(table).key(order(id))));
  }

  List<String> all() {
    return client.scan(scan -> scan.tableName(table).consistentRead(true)).items().stream()
        .flatMap(order -> order.values().stream())
        .map(AttributeValue::s)
        .sorted()
        .toList();
  }

  private void placeAgain(String id) {
    try {
      putIfAbsent(id);
    } catch (ConditionalCheckFailedException e) {
      // The first attempt was done: the id was free before it.
    }
  }

  private void putIfAbsent(String id) {
    client.putItem(
        put ->
            put.tableName(table).item(order(id)).conditionExpression("attribute_not_exists(id)"));
  }

  private static Map<String, AttributeValue> order(String id) {
    return Map.of("id", AttributeValue.fromS(id));
  }
}
