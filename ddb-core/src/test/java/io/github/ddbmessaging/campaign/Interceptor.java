package io.github.ddbmessaging.campaign;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** What stands between the library and the network in a broken copy. */
@FunctionalInterface
interface Interceptor {
  /** Lets everything through. */
  Interceptor NONE = (call, request, network) -> network.send(request);

  /**
   * Sends what a broken library would send.
   *
   * @param call the name of the call that makes the request
   * @param request what the library sends
   * @param network what it is sent to
   * @return what the library gets
   */
  CompletableFuture<SdkResponse> send(String call, SdkRequest request, Service network);

  /** Responds to requests. */
  interface Service {
    CompletableFuture<SdkResponse> send(SdkRequest request);
  }
}
