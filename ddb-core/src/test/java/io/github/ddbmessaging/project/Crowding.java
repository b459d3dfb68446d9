package io.github.ddbmessaging.project;

import io.github.ddbmessaging.store.Wire.Fault;
import io.github.ddbmessaging.testing.internal.Service;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** Lets requests through, and counts how many are on their way at once. */
final class Crowding implements Fault {
  private int now;
  private int most;

  @Override
  public CompletableFuture<SdkResponse> strike(SdkRequest request, Service service) {
    begin();
    return service.send(request).whenComplete((response, failure) -> end());
  }

  synchronized int most() {
    return most;
  }

  private synchronized void begin() {
    now++;
    most = Math.max(most, now);
  }

  private synchronized void end() {
    now--;
  }
}
