package io.github.ddbmessaging.testing.meter;

import io.github.ddbmessaging.testing.internal.Failures;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;

/** How a call ended, in a response or a failure, and what it cost. */
record Measured(@Nullable SdkResponse response, @Nullable Throwable failure, Cost cost) {

  static Measured success(SdkResponse response, Cost cost) {
    return new Measured(response, null, cost);
  }

  static Measured failure(Throwable failure, Cost cost) {
    return new Measured(null, Failures.bare(failure), cost);
  }

  CompletableFuture<SdkResponse> answer() {
    return failure == null
        ? CompletableFuture.completedFuture(Objects.requireNonNull(response))
        : CompletableFuture.failedFuture(failure);
  }
}
