package io.github.ddbmessaging.testing.meter;

import io.github.ddbmessaging.testing.internal.Service;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;

/** Measures {@code TransactGetItems} by the published rules. */
final class TransactionReads {

  private TransactionReads() {}

  static CompletableFuture<Measured> measure(TransactGetItemsRequest request, Service service) {
    return service
        .send(request)
        .thenCompose(
            response ->
                cost(request.transactItems(), new Items(service))
                    .thenApply(cost -> Measured.success(response, cost)))
        .exceptionally(failure -> Measured.failure(failure, Cost.NONE));
  }

  // Reads the items again, whole: the response may hold parts of them only.
  private static CompletableFuture<Cost> cost(List<TransactGetItem> gets, Items items) {
    return Items.all(
            gets.stream()
                .map(TransactGetItem::get)
                .map(get -> items.read(get.tableName(), get.key()))
                .toList())
        .thenApply(
            found ->
                found.stream()
                    .map(item -> Cost.read(CapacityRules.transactionalRead(ItemSize.of(item))))
                    .reduce(Cost.NONE, Cost::plus));
  }
}
