package io.github.ddbmessaging.project;

import io.github.ddbmessaging.store.Wire.Fault;
import io.github.ddbmessaging.testing.internal.Service;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Holds transactions back until so many are on their way at once; fails them if that never is. */
final class Gathering implements Fault {
  private static final int MOST_SECONDS = 30;

  private final AtomicInteger missing;
  private final CompletableFuture<Void> complete = new CompletableFuture<>();

  Gathering(int transactions) {
    this.missing = new AtomicInteger(transactions);
  }

  @Override
  public CompletableFuture<SdkResponse> strike(SdkRequest request, Service service) {
    if (!(request instanceof TransactWriteItemsRequest)) {
      return service.send(request);
    }
    if (missing.decrementAndGet() == 0) {
      complete.complete(null);
    }
    return complete
        .orTimeout(MOST_SECONDS, TimeUnit.SECONDS)
        .thenCompose(gathered -> service.send(request));
  }
}
