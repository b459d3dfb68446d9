package io.github.ddbmessaging.testing.meter;

import io.github.ddbmessaging.testing.internal.Failures;
import io.github.ddbmessaging.testing.internal.Service;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Measures {@code TransactWriteItems} by the published rules. */
final class TransactionWrites {

  private TransactionWrites() {}

  static CompletableFuture<Measured> measure(TransactWriteItemsRequest request, Service service) {
    Items items = new Items(service);
    return TransactionAction.lookUp(
            request.transactItems().stream().map(TransactionAction::of).toList(), items)
        .thenCompose(found -> sendAndMeasure(request, found, service))
        .exceptionallyCompose(failure -> sendUnmeasured(request, failure, service));
  }

  private static CompletableFuture<Measured> sendAndMeasure(
      TransactWriteItemsRequest request, List<TransactionAction.Found> found, Service service) {
    return service
        .send(request)
        .thenCompose(
            response ->
                costOf(response, found, new Items(service))
                    .thenApply(cost -> Measured.success(response, cost)))
        .exceptionally(
            failure ->
                Measured.failure(
                    failure,
                    Failures.bare(failure) instanceof TransactionCanceledException
                        ? sum(found.stream().map(TransactionAction.Found::costIfCancelled).toList())
                        : Cost.NONE));
  }

  private static CompletableFuture<Cost> costOf(
      SdkResponse response, List<TransactionAction.Found> found, Items items) {
    if (ReportedCost.isRepetition(response)) {
      return CompletableFuture.completedFuture(
          sum(found.stream().map(TransactionAction.Found::costIfRepeated).toList()));
    }
    return Items.all(found.stream().map(action -> action.costIfDone(items)).toList())
        .thenApply(TransactionWrites::sum);
  }

  // Items can't be looked up where the transaction can't be done either: it names a table that is
  // not there, or a key of the wrong type. The caller shall see the service's own refusal.
  private static CompletableFuture<Measured> sendUnmeasured(
      TransactWriteItemsRequest request, Throwable lookUpFailure, Service service) {
    return service
        .send(request)
        .handle(
            (response, refusal) ->
                Measured.failure(
                    refusal != null
                        ? refusal
                        : new IllegalStateException(
                            "done, but not measured: its items could not be read", lookUpFailure),
                    Cost.NONE));
  }

  private static Cost sum(List<Cost> costs) {
    return costs.stream().reduce(Cost.NONE, Cost::plus);
  }
}
