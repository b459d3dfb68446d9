package io.github.ddbmessaging.campaign;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
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

/** The asynchronous client, as far as the library uses it, over one function. */
record AsyncClient(Function<SdkRequest, CompletableFuture<SdkResponse>> service)
    implements DynamoDbAsyncClient {
  @Override
  public CompletableFuture<GetItemResponse> getItem(GetItemRequest request) {
    return service.apply(request).thenApply(GetItemResponse.class::cast);
  }

  @Override
  public CompletableFuture<BatchGetItemResponse> batchGetItem(BatchGetItemRequest request) {
    return service.apply(request).thenApply(BatchGetItemResponse.class::cast);
  }

  @Override
  public CompletableFuture<QueryResponse> query(QueryRequest request) {
    return service.apply(request).thenApply(QueryResponse.class::cast);
  }

  @Override
  public CompletableFuture<ScanResponse> scan(ScanRequest request) {
    return service.apply(request).thenApply(ScanResponse.class::cast);
  }

  @Override
  public CompletableFuture<PutItemResponse> putItem(PutItemRequest request) {
    return service.apply(request).thenApply(PutItemResponse.class::cast);
  }

  @Override
  public CompletableFuture<TransactWriteItemsResponse> transactWriteItems(
      TransactWriteItemsRequest request) {
    return service.apply(request).thenApply(TransactWriteItemsResponse.class::cast);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
