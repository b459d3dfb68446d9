package io.github.ddbmessaging.property;

import io.github.ddbmessaging.table.Keys;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A table whose items are damaged: every read finds another damage. */
final class DamagedTable implements DynamoDbClient {
  private final Mutations mutations;

  DamagedTable(Mutations mutations) {
    this.mutations = mutations;
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return GetItemResponse.builder().item(found(request.key())).build();
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    Map.Entry<String, ?> table = request.requestItems().entrySet().iterator().next();
    List<Map<String, AttributeValue>> found =
        request.requestItems().get(table.getKey()).keys().stream().map(this::found).toList();
    return BatchGetItemResponse.builder().responses(Map.of(table.getKey(), found)).build();
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    boolean withHead = Keys.HEAD.equals(request.expressionAttributeValues().get(":highest").s());
    return QueryResponse.builder()
        .items(
            Stream.of(GoodItems.HEAD, GoodItems.MESSAGE)
                .filter(item -> withHead || item != GoodItems.HEAD)
                .map(mutations::itemOfSameKey)
                .toList())
        .build();
  }

  @Override
  public ScanResponse scan(ScanRequest request) {
    List<Map<String, AttributeValue>> items =
        GoodItems.ALL.stream().map(mutations::itemOfSameKey).toList();
    return ScanResponse.builder().items(items).count(items.size()).build();
  }

  /** Half of the time a condition fails, and DynamoDB tells what it met. */
  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    List<TransactWriteItem> conditions =
        request.transactItems().stream().filter(action -> key(action) != null).toList();
    if (conditions.isEmpty() || mutations.pick(List.of(true, false))) {
      return TransactWriteItemsResponse.builder().build();
    }
    TransactWriteItem failed = mutations.pick(conditions);
    throw TransactionCanceledException.builder()
        .cancellationReasons(
            request.transactItems().stream().map(action -> reason(action, failed)).toList())
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode("TransactionCanceledException").build())
        .statusCode(400)
        .build();
  }

  private CancellationReason reason(TransactWriteItem action, TransactWriteItem failed) {
    return action.equals(failed)
        ? CancellationReason.builder()
            .code("ConditionalCheckFailed")
            .item(found(key(action)))
            .build()
        : CancellationReason.builder().code("None").build();
  }

  private Map<String, AttributeValue> found(Map<String, AttributeValue> key) {
    String sk = key.get("sk").s();
    Map<String, AttributeValue> good = GoodItems.MESSAGE;
    if (sk.equals(Keys.HEAD)) {
      good = GoodItems.HEAD;
    } else if (sk.startsWith(Keys.IDEMPOTENCY_PREFIX)) {
      good = GoodItems.MARKER;
    }
    Map<String, AttributeValue> found = mutations.itemOfSameKey(good);
    found.put("pk", key.get("pk"));
    found.put("sk", key.get("sk"));
    return found;
  }

  /** The item that an action has a condition on, or null. */
  private static Map<String, AttributeValue> key(TransactWriteItem action) {
    if (action.update() != null) {
      return action.update().key();
    }
    if (action.conditionCheck() != null) {
      return action.conditionCheck().key();
    }
    return action.put() != null && action.put().conditionExpression() != null
        ? action.put().item()
        : null;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
