package io.github.ddbmessaging.testing.meter;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The cost of a call as the service reports it, and how to make the service report it. */
final class ReportedCost {

  private static final String ASK = "ReturnConsumedCapacity";
  private static final String ANSWER = "ConsumedCapacity";

  private ReportedCost() {}

  /** The same request, asking for its cost; unchanged if its operation has none. */
  static SdkRequest asked(SdkRequest request) {
    SdkField<?> ask = request.sdkFieldNameToField().get(ASK);
    if (ask == null) {
      return request;
    }
    SdkRequest.Builder builder = request.toBuilder();
    ask.set(builder, ReturnConsumedCapacity.INDEXES.toString());
    return builder.build();
  }

  /** The response as the caller expects it: without the cost, unless he asked for that himself. */
  static SdkResponse forCaller(SdkRequest request, SdkResponse response) {
    boolean wanted =
        request
            .getValueForField(ASK, String.class)
            .filter(level -> !level.equals(ReturnConsumedCapacity.NONE.toString()))
            .isPresent();
    SdkField<?> answer = response.sdkFieldNameToField().get(ANSWER);
    if (wanted || answer == null) {
      return response;
    }
    SdkResponse.Builder builder = response.toBuilder();
    answer.set(builder, null);
    return builder.build();
  }

  static Cost of(SdkRequest request, SdkResponse response) {
    if (isPartiQl(request)) {
      return Cost.UNKNOWN;
    }
    double total = 0;
    double ofTables = 0;
    for (ConsumedCapacity capacity : capacities(response)) {
      total += units(capacity.capacityUnits());
      Capacity table = capacity.table();
      ofTables += table == null ? units(capacity.capacityUnits()) : units(table.capacityUnits());
    }
    int items = items(request, response);
    double ofIndexes = total - ofTables;
    if (isRead(request)) {
      double ofNothing = EmptyReads.unreported(request, response);
      return new Cost(
          items, total + ofNothing, 0, ofIndexes + (isOfIndex(request) ? ofNothing : 0));
    }
    return isWrite(request) ? new Cost(items, 0, total, ofIndexes) : Cost.NONE;
  }

  /** True if no rule tells what a request costs, and DynamoDB Local does not either. */
  static boolean isPartiQl(SdkRequest request) {
    return request instanceof ExecuteStatementRequest
        || request instanceof BatchExecuteStatementRequest
        || request instanceof ExecuteTransactionRequest;
  }

  /** True if a transaction was answered without being done: it had been done before. */
  static boolean isRepetition(SdkResponse response) {
    return capacities(response).stream().anyMatch(c -> units(c.readCapacityUnits()) > 0);
  }

  private static List<ConsumedCapacity> capacities(SdkResponse response) {
    Object reported = response.getValueForField(ANSWER, Object.class).orElse(List.of());
    Collection<?> each = reported instanceof Collection<?> many ? many : List.of(reported);
    return each.stream().map(ConsumedCapacity.class::cast).toList();
  }

  private static double units(@Nullable Double units) {
    return Objects.requireNonNullElse(units, 0.0);
  }

  private static boolean isOfIndex(SdkRequest request) {
    return request.getValueForField("IndexName", String.class).isPresent();
  }

  private static boolean isRead(SdkRequest request) {
    return request instanceof GetItemRequest
        || request instanceof BatchGetItemRequest
        || request instanceof QueryRequest
        || request instanceof ScanRequest;
  }

  private static boolean isWrite(SdkRequest request) {
    return request instanceof PutItemRequest
        || request instanceof UpdateItemRequest
        || request instanceof DeleteItemRequest
        || request instanceof BatchWriteItemRequest;
  }

  private static int items(SdkRequest request, SdkResponse response) {
    if (response instanceof GetItemResponse get) {
      return get.hasItem() ? 1 : 0;
    }
    if (response instanceof QueryResponse query) {
      return query.scannedCount();
    }
    if (response instanceof ScanResponse scan) {
      return scan.scannedCount();
    }
    if (response instanceof BatchGetItemResponse batch) {
      return batch.responses().values().stream().mapToInt(List::size).sum();
    }
    if (response instanceof BatchWriteItemResponse batch) {
      return size(((BatchWriteItemRequest) request).requestItems())
          - size(batch.unprocessedItems());
    }
    return 1;
  }

  private static int size(Map<String, List<WriteRequest>> writes) {
    return writes.values().stream().mapToInt(List::size).sum();
  }
}
