package io.github.ddbmessaging.testing.internal;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * The service behind a client, as one function: what an {@link Interceptor} passes requests on to.
 *
 * <p>It takes any request that the client has a method for, not only the intercepted one, so that
 * an interceptor can ask questions of its own. What it sends is not intercepted again.
 */
@FunctionalInterface
public interface Service {

  /**
   * Sends a request.
   *
   * @param request any request of the service
   * @return its response, or the exception of the client; already completed if the client is a
   *     synchronous one
   * @throws IllegalArgumentException if the client has no method for the request
   */
  CompletableFuture<SdkResponse> send(SdkRequest request);

  /**
   * Sends a request whose type of response is known.
   *
   * @param <R> the type of response
   * @param request any request of the service
   * @param responseType the class of its response
   * @return its response, or the exception of the client
   */
  default <R extends SdkResponse> CompletableFuture<R> send(
      SdkRequest request, Class<R> responseType) {
    return send(request).thenApply(responseType::cast);
  }
}
