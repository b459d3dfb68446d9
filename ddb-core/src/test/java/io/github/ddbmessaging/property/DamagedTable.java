package io.github.ddbmessaging.property;

import io.github.ddbmessaging.campaign.Clients;
import io.github.ddbmessaging.campaign.Write;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.table.Keys;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A table whose items are damaged: every read finds another damage. */
final class DamagedTable {
  private final Mutations mutations;

  private DamagedTable(Mutations mutations) {
    this.mutations = mutations;
  }

  static DynamoDbClient client(Mutations mutations) {
    return Clients.sync(new DamagedTable(mutations)::respond);
  }

  private SdkResponse respond(SdkRequest request) {
    if (request instanceof GetItemRequest get) {
      return GetItemResponse.builder().item(found(ItemKey.of(get.key()))).build();
    }
    if (request instanceof BatchGetItemRequest get) {
      Map.Entry<String, KeysAndAttributes> asked = get.requestItems().entrySet().iterator().next();
      List<Map<String, AttributeValue>> found =
          asked.getValue().keys().stream().map(key -> found(ItemKey.of(key))).toList();
      return BatchGetItemResponse.builder().responses(Map.of(asked.getKey(), found)).build();
    }
    if (request instanceof QueryRequest query) {
      String lowest = query.expressionAttributeValues().get(":lowest").s();
      if (lowest.startsWith(Keys.LOG_PREFIX)) {
        return QueryResponse.builder().items(damaged(List.of(GoodItems.LOG_ENTRY))).build();
      }
      if (lowest.startsWith(Keys.REACTIONS_PREFIX)) {
        return QueryResponse.builder().items(damaged(List.of(GoodItems.REACTIONS))).build();
      }
      boolean withHead =
          query.expressionAttributeValues().containsValue(AttributeValue.fromS(Keys.HEAD));
      return QueryResponse.builder()
          .items(
              damaged(
                  withHead
                      ? List.of(GoodItems.HEAD, GoodItems.MESSAGE)
                      : List.of(GoodItems.MESSAGE)))
          .build();
    }
    if (request instanceof ScanRequest) {
      return ScanResponse.builder()
          .items(damaged(GoodItems.ALL))
          .count(GoodItems.ALL.size())
          .build();
    }
    if (request instanceof UpdateItemRequest update) {
      return UpdateItemResponse.builder().attributes(found(ItemKey.of(update.key()))).build();
    }
    return request instanceof TransactWriteItemsRequest transaction
        ? transact(transaction.transactItems().stream().map(Write::of).toList())
        : PutItemResponse.builder().build();
  }

  private List<Map<String, AttributeValue>> damaged(List<Map<String, AttributeValue>> items) {
    return items.stream().map(mutations::itemOfSameKey).toList();
  }

  /** Half of the time a condition fails, and DynamoDB tells what it met. */
  private TransactWriteItemsResponse transact(List<Write> writes) {
    List<Write> conditional = writes.stream().filter(write -> write.condition() != null).toList();
    if (conditional.isEmpty() || mutations.pick(List.of(true, false))) {
      return TransactWriteItemsResponse.builder().build();
    }
    Write failed = mutations.pick(conditional);
    throw TransactionCanceledException.builder()
        .cancellationReasons(
            writes.stream().map(write -> reason(write, write.equals(failed))).toList())
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode("TransactionCanceledException").build())
        .statusCode(400)
        .build();
  }

  private CancellationReason reason(Write write, boolean failed) {
    return failed
        ? CancellationReason.builder()
            .code("ConditionalCheckFailed")
            .item(found(write.key()))
            .build()
        : CancellationReason.builder().code("None").build();
  }

  private Map<String, AttributeValue> found(ItemKey key) {
    Map<String, AttributeValue> good = GoodItems.MESSAGE;
    if (key.kind() == ItemKind.HEAD) {
      good = GoodItems.HEAD;
    } else if (key.kind() == ItemKind.MARKER) {
      good = GoodItems.MARKER;
    } else if (key.kind() == ItemKind.REACTIONS) {
      good = GoodItems.REACTIONS;
    } else if (key.kind() == ItemKind.STATE) {
      good = GoodItems.STATE;
    } else if (key.kind() == ItemKind.ROW) {
      good = GoodItems.ROW;
    }
    Map<String, AttributeValue> found = mutations.itemOfSameKey(good);
    found.putAll(key.attributes());
    return found;
  }
}
