package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.internal.item.ItemKey;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Requests in a few words, for the trace of a failed run. */
final class Trace {
  private Trace() {}

  static String of(SdkRequest request) {
    if (request instanceof TransactWriteItemsRequest transaction) {
      return transaction.transactItems().stream().map(Write::of).toList().toString();
    }
    if (request instanceof PutItemRequest put) {
      return new Write(put).toString();
    }
    if (request instanceof GetItemRequest get) {
      return "Get " + ItemKey.of(get.key());
    }
    return request instanceof QueryRequest query
        ? "Query " + Write.texts(query.expressionAttributeValues())
        : request.getClass().getSimpleName();
  }
}
