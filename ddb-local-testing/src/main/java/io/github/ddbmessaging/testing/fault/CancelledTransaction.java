package io.github.ddbmessaging.testing.fault;

import io.github.ddbmessaging.testing.internal.Service;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** A transaction is cancelled because of one of its actions, without having been sent. */
record CancelledTransaction(int blamed, Cancellation why) implements Fault {

  @Override
  public CompletableFuture<SdkResponse> strike(SdkRequest request, Service next, String injector) {
    int actions = actions(request);
    return Failing.with(
        blamed < actions
            ? ServiceErrors.transactionCancelled(actions, blamed, why, injector)
            : new IllegalStateException(
                "action " + blamed + " of a call with " + actions + injector));
  }

  private static int actions(SdkRequest request) {
    if (request instanceof TransactWriteItemsRequest write) {
      return write.transactItems().size();
    }
    return request instanceof TransactGetItemsRequest read ? read.transactItems().size() : 0;
  }
}
