package io.github.ddbmessaging.testing.fault;

import io.github.ddbmessaging.testing.internal.Service;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** What goes wrong. Called by several threads at once if the client is. */
@FunctionalInterface
interface Fault {

  /**
   * Answers a call that the fault strikes.
   *
   * @param injector names the rule and the seed, for messages
   */
  CompletableFuture<SdkResponse> strike(SdkRequest request, Service next, String injector);

  /** Answers a call that its rule spares. */
  default CompletableFuture<SdkResponse> spare(SdkRequest request, Service next) {
    return next.send(request);
  }
}
