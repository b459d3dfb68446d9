package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.table.Attributes;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Requests in a few words, for the story of a failed run. */
final class Trace {
  private Trace() {}

  static String of(SdkRequest request) {
    if (request instanceof TransactWriteItemsRequest transaction) {
      return transaction.transactItems().stream()
          .map(Trace::action)
          .collect(Collectors.joining(", ", "transaction of ", ""));
    }
    if (request instanceof PutItemRequest put) {
      return "put " + key(put.item());
    }
    if (request instanceof DeleteItemRequest delete) {
      return "delete " + key(delete.key());
    }
    if (request instanceof GetItemRequest get) {
      return "get " + key(get.key());
    }
    if (request instanceof QueryRequest query) {
      String partition = query.indexName() == null ? ":pk" : ":group";
      return "query " + query.expressionAttributeValues().get(partition).s();
    }
    return request.getClass().getSimpleName();
  }

  private static String action(TransactWriteItem action) {
    if (action.put() != null) {
      return "put " + key(action.put().item());
    }
    if (action.update() != null) {
      return "update "
          + key(action.update().key())
          + " "
          + action.update().expressionAttributeValues().values().stream()
              .filter(value -> value.s() != null)
              .map(AttributeValue::s)
              .toList();
    }
    return action.delete() == null
        ? "check " + key(action.conditionCheck().key())
        : "delete " + key(action.delete().key());
  }

  private static String key(Map<String, AttributeValue> item) {
    return item.get(Attributes.PK).s() + " " + item.get(Attributes.SK).s();
  }
}
