package io.github.ddbmessaging.testing.fault;

import io.github.ddbmessaging.testing.internal.Service;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Eventually consistent reads go to a replica that follows some writes behind. */
final class StaleReads implements Fault {

  private final Service replica;
  private final int writesBehind;
  private final Queue<SdkRequest> behind = new ArrayDeque<>();

  StaleReads(Service replica, int writesBehind) {
    this.replica = replica;
    this.writesBehind = writesBehind;
  }

  @Override
  public CompletableFuture<SdkResponse> strike(SdkRequest request, Service next, String injector) {
    return mayBeStale(request) ? replica.send(request) : spare(request, next);
  }

  @Override
  public CompletableFuture<SdkResponse> spare(SdkRequest request, Service next) {
    CompletableFuture<SdkResponse> answer = next.send(request);
    return isWrite(request)
        ? answer.thenApply(
            response -> {
              follow(request);
              return response;
            })
        : answer;
  }

  private synchronized void follow(SdkRequest write) {
    behind.add(write);
    while (behind.size() > writesBehind) {
      replica.send(behind.remove()).join();
    }
  }

  private static boolean mayBeStale(SdkRequest request) {
    if (request instanceof BatchGetItemRequest batch) {
      return batch.requestItems().values().stream()
          .map(KeysAndAttributes::consistentRead)
          .noneMatch(Boolean.TRUE::equals);
    }
    boolean read =
        request instanceof GetItemRequest
            || request instanceof QueryRequest
            || request instanceof ScanRequest;
    return read && !request.getValueForField("ConsistentRead", Boolean.class).orElse(false);
  }

  private static boolean isWrite(SdkRequest request) {
    return request instanceof PutItemRequest
        || request instanceof UpdateItemRequest
        || request instanceof DeleteItemRequest
        || request instanceof BatchWriteItemRequest
        || request instanceof TransactWriteItemsRequest;
  }
}
