package io.github.ddbmessaging.store;

import io.github.ddbmessaging.table.Attributes;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table of one test, with what a test looks up or puts there behind the library's back. */
public record Table(String name, DynamoDbClient client, DynamoDbAsyncClient asyncClient) {

  /** Everything in the table, in no particular order. */
  public List<Map<String, AttributeValue>> items() {
    return client.scanPaginator(scan -> scan.tableName(name).consistentRead(true)).items().stream()
        .toList();
  }

  public Map<String, AttributeValue> item(String pk, String sk) {
    return client.getItem(get -> get.tableName(name).key(key(pk, sk)).consistentRead(true)).item();
  }

  public void put(Map<String, AttributeValue> item) {
    client.putItem(put -> put.tableName(name).item(item));
  }

  public void delete(String pk, String sk) {
    client.deleteItem(delete -> delete.tableName(name).key(key(pk, sk)));
  }

  private static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of(Attributes.PK, AttributeValue.fromS(pk), Attributes.SK, AttributeValue.fromS(sk));
  }
}
