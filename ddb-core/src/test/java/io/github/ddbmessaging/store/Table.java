package io.github.ddbmessaging.store;

import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.testing.meter.Meter;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The table of one test, with what a test looks up or puts there behind the library's back. */
public record Table(String name, DynamoDbClient client, DynamoDbAsyncClient asyncClient) {

  /** What DynamoDB takes in one request. */
  private static final int MOST_WRITES = 25;

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

  /** Deletes all items. */
  public void clear() {
    List<WriteRequest> deletes =
        items().stream()
            .map(item -> key(item.get(Attributes.PK).s(), item.get(Attributes.SK).s()))
            .map(key -> WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build())
            .toList();
    for (int n = 0; n < deletes.size(); n += MOST_WRITES) {
      List<WriteRequest> batch = deletes.subList(n, Math.min(n + MOST_WRITES, deletes.size()));
      client.batchWriteItem(write -> write.requestItems(Map.of(name, batch)));
    }
  }

  /** The same table, with its requests counted. */
  public Table metered(Meter meter) {
    return new Table(name, meter.wrap(client), meter.wrap(asyncClient));
  }

  private static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of(Attributes.PK, AttributeValue.fromS(pk), Attributes.SK, AttributeValue.fromS(sk));
  }
}
