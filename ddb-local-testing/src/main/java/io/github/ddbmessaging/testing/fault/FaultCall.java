package io.github.ddbmessaging.testing.fault;

import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A call as it reached a client wrapped by {@link Faults}.
 *
 * @param operation the operation as the service spells it, such as {@code PutItem}
 * @param request what the caller sent
 */
public record FaultCall(String operation, SdkRequest request) {

  /**
   * Tells whether the call is about a table.
   *
   * @param table the table's name
   * @return true if the request names it, in a batch or transaction at least once
   */
  public boolean touchesTable(String table) {
    return targets().anyMatch(target -> target.table().equals(table));
  }

  /**
   * Tells whether the call is about an item.
   *
   * @param key the item's key, or the part of it that matters, such as the partition key
   * @return true if the request reads, writes or checks such an item by its key; never for a query
   *     or scan
   */
  public boolean touchesItem(Map<String, AttributeValue> key) {
    return targets().anyMatch(target -> target.keyOrItem().entrySet().containsAll(key.entrySet()));
  }

  private Stream<Target> targets() {
    if (request instanceof PutItemRequest put) {
      return Stream.of(new Target(put.tableName(), put.item()));
    }
    if (request instanceof GetItemRequest get) {
      return Stream.of(new Target(get.tableName(), get.key()));
    }
    if (request instanceof UpdateItemRequest update) {
      return Stream.of(new Target(update.tableName(), update.key()));
    }
    if (request instanceof DeleteItemRequest delete) {
      return Stream.of(new Target(delete.tableName(), delete.key()));
    }
    if (request instanceof BatchGetItemRequest batch) {
      return batch.requestItems().entrySet().stream()
          .flatMap(e -> e.getValue().keys().stream().map(key -> new Target(e.getKey(), key)));
    }
    if (request instanceof BatchWriteItemRequest batch) {
      return batch.requestItems().entrySet().stream()
          .flatMap(e -> e.getValue().stream().map(write -> Target.of(e.getKey(), write)));
    }
    if (request instanceof TransactGetItemsRequest transaction) {
      return transaction.transactItems().stream().map(Target::of);
    }
    if (request instanceof TransactWriteItemsRequest transaction) {
      return transaction.transactItems().stream().map(Target::of);
    }
    return request.getValueForField("TableName", String.class).stream()
        .map(table -> new Target(table, Map.of()));
  }

  /** A table and, where the request names one, an item in it. */
  private record Target(String table, Map<String, AttributeValue> keyOrItem) {

    static Target of(String table, WriteRequest write) {
      return new Target(
          table,
          write.putRequest() == null ? write.deleteRequest().key() : write.putRequest().item());
    }

    static Target of(TransactGetItem action) {
      return new Target(action.get().tableName(), action.get().key());
    }

    static Target of(TransactWriteItem action) {
      if (action.put() != null) {
        return new Target(action.put().tableName(), action.put().item());
      }
      if (action.update() != null) {
        return new Target(action.update().tableName(), action.update().key());
      }
      if (action.delete() != null) {
        return new Target(action.delete().tableName(), action.delete().key());
      }
      return new Target(action.conditionCheck().tableName(), action.conditionCheck().key());
    }
  }
}
