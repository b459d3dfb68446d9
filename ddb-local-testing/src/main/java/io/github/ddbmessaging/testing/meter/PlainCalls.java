package io.github.ddbmessaging.testing.meter;

import io.github.ddbmessaging.testing.internal.Failures;
import io.github.ddbmessaging.testing.internal.Service;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Measures calls outside of transactions, by what the service reports. */
final class PlainCalls {

  private PlainCalls() {}

  static CompletableFuture<Measured> measure(SdkRequest request, Service service) {
    return service
        .send(request)
        .thenApply(response -> Measured.success(response, ReportedCost.of(request, response)))
        .exceptionallyCompose(
            failure ->
                costOfFailure(request, Failures.bare(failure), service)
                    .thenApply(cost -> Measured.failure(failure, cost)));
  }

  /** A write that its condition stopped costs what the item in its place weighs, unreported. */
  private static CompletableFuture<Cost> costOfFailure(
      SdkRequest request, Throwable failure, Service service) {
    if (ReportedCost.isPartiQl(request)) {
      return CompletableFuture.completedFuture(Cost.UNKNOWN);
    }
    if (!(failure instanceof ConditionalCheckFailedException)) {
      return CompletableFuture.completedFuture(Cost.NONE);
    }
    String table = request.getValueForField("TableName", String.class).orElseThrow();
    Items items = new Items(service);
    return items
        .shape(table)
        .thenCompose(shape -> items.read(table, shape.keyOf(keyOrItem(request))))
        .thenApply(item -> Cost.write(CapacityRules.write(ItemSize.of(item)), 0));
  }

  private static Map<String, AttributeValue> keyOrItem(SdkRequest request) {
    if (request instanceof PutItemRequest put) {
      return put.item();
    }
    return request instanceof UpdateItemRequest update
        ? update.key()
        : ((DeleteItemRequest) request).key();
  }
}
