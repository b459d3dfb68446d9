package io.github.ddbmessaging.internal.run;

import java.time.Duration;
import java.util.List;
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

/**
 * One request to DynamoDB as a value: what to send, and which method of either client sends it.
 *
 * @param name the AWS operation
 * @param tableName the table that it reads or writes
 * @param body what to send
 * @param sync sends it with the synchronous client, within a time
 * @param async sends it with the asynchronous client, within a time
 * @param writes whether the units that it consumes are write units
 * @param capacity the consumed units in its response
 * @param <R> the response
 */
public record Request<R extends DynamoDbResponse>(
    String name,
    String tableName,
    DynamoDbRequest body,
    BiFunction<DynamoDbClient, Duration, R> sync,
    BiFunction<DynamoDbAsyncClient, Duration, CompletableFuture<R>> async,
    boolean writes,
    Function<R, List<ConsumedCapacity>> capacity) {

  public static Request<BatchGetItemResponse> batchGetItem(BatchGetItemRequest body) {
    return new Request<>(
        "BatchGetItem",
        String.join(", ", body.requestItems().keySet()),
        body,
        (client, timeout) ->
            client.batchGetItem(body.toBuilder().overrideConfiguration(within(timeout)).build()),
        (client, timeout) ->
            client.batchGetItem(body.toBuilder().overrideConfiguration(within(timeout)).build()),
        false,
        BatchGetItemResponse::consumedCapacity);
  }

  public static Request<GetItemResponse> getItem(GetItemRequest body) {
    return new Request<>(
        "GetItem",
        body.tableName(),
        body,
        (client, timeout) ->
            client.getItem(body.toBuilder().overrideConfiguration(within(timeout)).build()),
        (client, timeout) ->
            client.getItem(body.toBuilder().overrideConfiguration(within(timeout)).build()),
        false,
        response -> present(response.consumedCapacity()));
  }

  public static Request<PutItemResponse> putItem(PutItemRequest body) {
    return new Request<>(
        "PutItem",
        body.tableName(),
        body,
        (client, timeout) ->
            client.putItem(body.toBuilder().overrideConfiguration(within(timeout)).build()),
        (client, timeout) ->
            client.putItem(body.toBuilder().overrideConfiguration(within(timeout)).build()),
        true,
        response -> present(response.consumedCapacity()));
  }

  public static Request<QueryResponse> query(QueryRequest body) {
    return new Request<>(
        "Query",
        body.tableName(),
        body,
        (client, timeout) ->
            client.query(body.toBuilder().overrideConfiguration(within(timeout)).build()),
        (client, timeout) ->
            client.query(body.toBuilder().overrideConfiguration(within(timeout)).build()),
        false,
        response -> present(response.consumedCapacity()));
  }

  public static Request<ScanResponse> scan(ScanRequest body) {
    return new Request<>(
        "Scan",
        body.tableName(),
        body,
        (client, timeout) ->
            client.scan(body.toBuilder().overrideConfiguration(within(timeout)).build()),
        (client, timeout) ->
            client.scan(body.toBuilder().overrideConfiguration(within(timeout)).build()),
        false,
        response -> present(response.consumedCapacity()));
  }

  public static Request<TransactWriteItemsResponse> transactWriteItems(
      TransactWriteItemsRequest body) {
    return new Request<>(
        "TransactWriteItems",
        tableOf(body),
        body,
        (client, timeout) ->
            client.transactWriteItems(
                body.toBuilder().overrideConfiguration(within(timeout)).build()),
        (client, timeout) ->
            client.transactWriteItems(
                body.toBuilder().overrideConfiguration(within(timeout)).build()),
        true,
        TransactWriteItemsResponse::consumedCapacity);
  }

  private static Consumer<AwsRequestOverrideConfiguration.Builder> within(Duration timeout) {
    return call -> call.apiCallTimeout(timeout);
  }

  private static String tableOf(TransactWriteItemsRequest transaction) {
    TransactWriteItem first = transaction.transactItems().get(0);
    if (first.put() != null) {
      return first.put().tableName();
    }
    return first.update() != null ? first.update().tableName() : first.conditionCheck().tableName();
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
