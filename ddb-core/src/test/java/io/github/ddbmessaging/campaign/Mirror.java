package io.github.ddbmessaging.campaign;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Sends every request to DynamoDB Local too, and holds the table in memory to the same outcome.
 * Reads that miss some writes, which DynamoDB Local does not have, go to the table in memory alone.
 *
 * @param memory the table in memory
 * @param local a client of a table of the same name, empty at first
 */
record Mirror(MemoryTable memory, DynamoDbClient local) implements Database {

  @Override
  public SdkResponse execute(SdkRequest request) {
    if (memory.isBehind()) {
      return memory.execute(request);
    }
    if (request instanceof ScanRequest) {
      return scan(request);
    }
    Outcome expected = Outcome.of(() -> Clients.send(local, request));
    Outcome outcome = Outcome.of(() -> memory.execute(request));
    if (!outcome.content().equals(expected.content())) {
      throw new AssertionError(
          "In memory " + outcome.content() + " but " + expected.content() + " to " + request);
    }
    return outcome.get();
  }

  /** Tables are scanned in an order of their own, so that a page is another in each. */
  private SdkResponse scan(SdkRequest request) {
    ScanResponse page = (ScanResponse) Clients.send(local, request);
    if (!new HashSet<>(memory.all()).containsAll(page.items())) {
      throw new AssertionError("DynamoDB Local has items that the table in memory has not");
    }
    return page;
  }

  /** What came of a request: a response or an exception. */
  private record Outcome(@Nullable SdkResponse response, @Nullable RuntimeException failure) {
    static Outcome of(Supplier<SdkResponse> call) {
      try {
        return new Outcome(call.get(), null);
      } catch (AwsServiceException e) {
        return new Outcome(null, e);
      }
    }

    SdkResponse get() {
      if (failure != null) {
        throw failure;
      }
      return response;
    }

    Object content() {
      if (failure instanceof TransactionCanceledException cancelled) {
        return cancelled.cancellationReasons().stream().map(Outcome::content).toList();
      }
      if (failure instanceof ConditionalCheckFailedException refused) {
        return List.of("refused", refused.hasItem() ? refused.item() : Map.of());
      }
      if (failure instanceof AwsServiceException service) {
        return service.awsErrorDetails().errorCode();
      }
      if (response instanceof GetItemResponse get) {
        return get.hasItem() ? get.item() : Map.of();
      }
      if (response instanceof BatchGetItemResponse batch) {
        Map<String, Object> found = new HashMap<>();
        batch.responses().forEach((table, items) -> found.put(table, new HashSet<>(items)));
        return found;
      }
      if (response instanceof QueryResponse query) {
        return List.of(query.items(), query.hasLastEvaluatedKey() ? query.lastEvaluatedKey() : "");
      }
      return "done";
    }

    private static Object content(CancellationReason reason) {
      return List.of(reason.code(), reason.hasItem() ? reason.item() : Map.of());
    }
  }
}
