package io.github.ddbmessaging.internal.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * One request to DynamoDB as a value: what to send, and which method of either client sends it.
 *
 * @param name the AWS operation
 * @param tableName the table that it reads or writes
 * @param body what to send
 * @param sync sends it with the synchronous client, within a time if one is given
 * @param async sends it with the asynchronous client, within a time if one is given
 * @param writes whether the units that it consumes are write units
 * @param capacity the consumed units in its response
 * @param <R> the response
 */
public record Request<R extends DynamoDbResponse>(
    String name,
    String tableName,
    DynamoDbRequest body,
    BiFunction<DynamoDbClient, Optional<Duration>, R> sync,
    BiFunction<DynamoDbAsyncClient, Optional<Duration>, CompletableFuture<R>> async,
    boolean writes,
    Function<R, List<ConsumedCapacity>> capacity) {

  public static Request<BatchGetItemResponse> batchGetItem(BatchGetItemRequest body) {
    Limit<BatchGetItemRequest> limited =
        limit((request, time) -> request.toBuilder().overrideConfiguration(time).build());
    return new Request<>(
        "BatchGetItem",
        String.join(", ", body.requestItems().keySet()),
        body,
        (client, timeout) -> client.batchGetItem(limited.apply(body, timeout)),
        (client, timeout) -> client.batchGetItem(limited.apply(body, timeout)),
        false,
        BatchGetItemResponse::consumedCapacity);
  }

  public static Request<GetItemResponse> getItem(GetItemRequest body) {
    Limit<GetItemRequest> limited =
        limit((request, time) -> request.toBuilder().overrideConfiguration(time).build());
    return new Request<>(
        "GetItem",
        body.tableName(),
        body,
        (client, timeout) -> client.getItem(limited.apply(body, timeout)),
        (client, timeout) -> client.getItem(limited.apply(body, timeout)),
        false,
        response -> present(response.consumedCapacity()));
  }

  public static Request<PutItemResponse> putItem(PutItemRequest body) {
    Limit<PutItemRequest> limited =
        limit((request, time) -> request.toBuilder().overrideConfiguration(time).build());
    return new Request<>(
        "PutItem",
        body.tableName(),
        body,
        (client, timeout) -> client.putItem(limited.apply(body, timeout)),
        (client, timeout) -> client.putItem(limited.apply(body, timeout)),
        true,
        response -> present(response.consumedCapacity()));
  }

  public static Request<UpdateItemResponse> updateItem(UpdateItemRequest body) {
    Limit<UpdateItemRequest> limited =
        limit((request, time) -> request.toBuilder().overrideConfiguration(time).build());
    return new Request<>(
        "UpdateItem",
        body.tableName(),
        body,
        (client, timeout) -> client.updateItem(limited.apply(body, timeout)),
        (client, timeout) -> client.updateItem(limited.apply(body, timeout)),
        true,
        response -> present(response.consumedCapacity()));
  }

  public static Request<QueryResponse> query(QueryRequest body) {
    Limit<QueryRequest> limited =
        limit((request, time) -> request.toBuilder().overrideConfiguration(time).build());
    return new Request<>(
        "Query",
        body.tableName(),
        body,
        (client, timeout) -> client.query(limited.apply(body, timeout)),
        (client, timeout) -> client.query(limited.apply(body, timeout)),
        false,
        response -> present(response.consumedCapacity()));
  }

  public static Request<ScanResponse> scan(ScanRequest body) {
    Limit<ScanRequest> limited =
        limit((request, time) -> request.toBuilder().overrideConfiguration(time).build());
    return new Request<>(
        "Scan",
        body.tableName(),
        body,
        (client, timeout) -> client.scan(limited.apply(body, timeout)),
        (client, timeout) -> client.scan(limited.apply(body, timeout)),
        false,
        response -> present(response.consumedCapacity()));
  }

  public static Request<TransactWriteItemsResponse> transactWriteItems(
      TransactWriteItemsRequest body) {
    Limit<TransactWriteItemsRequest> limited =
        limit((request, time) -> request.toBuilder().overrideConfiguration(time).build());
    return new Request<>(
        "TransactWriteItems",
        tableOf(body),
        body,
        (client, timeout) -> client.transactWriteItems(limited.apply(body, timeout)),
        (client, timeout) -> client.transactWriteItems(limited.apply(body, timeout)),
        true,
        TransactWriteItemsResponse::consumedCapacity);
  }

  /** Gives a request a time-out, if there is one. */
  private interface Limit<Q> extends BiFunction<Q, Optional<Duration>, Q> {}

  private static <Q> Limit<Q> limit(
      BiFunction<Q, Consumer<AwsRequestOverrideConfiguration.Builder>, Q> configured) {
    return (request, timeout) ->
        timeout
            .map(time -> configured.apply(request, call -> call.apiCallTimeout(time)))
            .orElse(request);
  }

  private static String tableOf(TransactWriteItemsRequest transaction) {
    TransactWriteItem first = transaction.transactItems().get(0);
    if (first.put() != null) {
      return first.put().tableName();
    }
    if (first.update() != null) {
      return first.update().tableName();
    }
    return first.delete() != null ? first.delete().tableName() : first.conditionCheck().tableName();
  }

  /** The name alone: the body holds the texts of messages. */
  @Override
  public String toString() {
    return name;
  }

  private static List<ConsumedCapacity> present(@Nullable ConsumedCapacity capacity) {
    return capacity == null ? List.of() : List.of(capacity);
  }
}
