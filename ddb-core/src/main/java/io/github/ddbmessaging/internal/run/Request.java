package io.github.ddbmessaging.internal.run;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * One request to DynamoDB as a value: what to send, and which method of either client sends it.
 *
 * @param name the AWS operation
 * @param body what to send
 * @param sync the method of the synchronous client
 * @param async the method of the asynchronous client
 * @param writes whether the units that it consumes are write units
 * @param capacity the consumed units in its response
 * @param <R> the response
 */
public record Request<R extends DynamoDbResponse>(
    String name,
    DynamoDbRequest body,
    Function<DynamoDbClient, R> sync,
    Function<DynamoDbAsyncClient, CompletableFuture<R>> async,
    boolean writes,
    Function<R, List<ConsumedCapacity>> capacity) {

  public static Request<BatchGetItemResponse> batchGetItem(BatchGetItemRequest body) {
    return new Request<>(
        "BatchGetItem",
        body,
        client -> client.batchGetItem(body),
        client -> client.batchGetItem(body),
        false,
        BatchGetItemResponse::consumedCapacity);
  }

  public static Request<GetItemResponse> getItem(GetItemRequest body) {
    return new Request<>(
        "GetItem",
        body,
        client -> client.getItem(body),
        client -> client.getItem(body),
        false,
        response -> present(response.consumedCapacity()));
  }

  public static Request<PutItemResponse> putItem(PutItemRequest body) {
    return new Request<>(
        "PutItem",
        body,
        client -> client.putItem(body),
        client -> client.putItem(body),
        true,
        response -> present(response.consumedCapacity()));
  }

  public static Request<QueryResponse> query(QueryRequest body) {
    return new Request<>(
        "Query",
        body,
        client -> client.query(body),
        client -> client.query(body),
        false,
        response -> present(response.consumedCapacity()));
  }

  public static Request<ScanResponse> scan(ScanRequest body) {
    return new Request<>(
        "Scan",
        body,
        client -> client.scan(body),
        client -> client.scan(body),
        false,
        response -> present(response.consumedCapacity()));
  }

  public static Request<TransactWriteItemsResponse> transactWriteItems(
      TransactWriteItemsRequest body) {
    return new Request<>(
        "TransactWriteItems",
        body,
        client -> client.transactWriteItems(body),
        client -> client.transactWriteItems(body),
        true,
        TransactWriteItemsResponse::consumedCapacity);
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
