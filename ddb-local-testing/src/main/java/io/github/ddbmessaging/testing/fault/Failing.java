package io.github.ddbmessaging.testing.fault;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkResponse;

/** Faults that end in an exception. */
final class Failing {

  private Failing() {}

  /** Fails without sending the request. */
  static Fault atOnce(Function<String, ? extends RuntimeException> exception) {
    return (request, next, injector) -> with(exception.apply(injector));
  }

  /** Sends the request, then fails whatever the outcome. */
  static Fault afterwards(Function<String, ? extends RuntimeException> exception) {
    return (request, next, injector) ->
        next.send(request)
            .handle(
                (response, failure) -> {
                  throw exception.apply(injector);
                });
  }

  static CompletableFuture<SdkResponse> with(RuntimeException exception) {
    return CompletableFuture.failedFuture(exception);
  }
}
