package io.github.ddbmessaging.testing.internal;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * What every service call of an intercepted client goes through.
 *
 * <p>One interceptor serves synchronous and asynchronous clients: a synchronous client's {@code
 * next} gives futures that are already completed, so that everything chained on them runs in the
 * calling thread. Called from as many threads as the client is.
 */
@FunctionalInterface
public interface Interceptor {

  /**
   * Answers a call.
   *
   * @param operation the operation's name as the service spells it, such as {@code PutItem}
   * @param request what the caller sent
   * @param next the service; may be called with another request, several times or not at all
   * @return the answer for the caller: a response of the operation's type, or a failure
   */
  CompletableFuture<SdkResponse> intercept(String operation, SdkRequest request, Service next);
}
