package io.github.ddbmessaging.testing;

import io.github.ddbmessaging.testing.Transport.Answer;
import io.github.ddbmessaging.testing.internal.Failures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.utils.BinaryUtils;

/** Lets an asynchronous client of the AWS SDK use a {@link Transport}, by threads of its own. */
final class TransportAsyncHttpClient implements SdkAsyncHttpClient {

  private final Transport transport;
  private final Executor executor;

  TransportAsyncHttpClient(Transport transport, Executor executor) {
    this.transport = transport;
    this.executor = executor;
  }

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
    SdkAsyncHttpResponseHandler handler = request.responseHandler();
    String target = Http.target(request.request());
    return body(request)
        .thenApplyAsync(body -> send(target, body), executor)
        .thenAccept(answer -> deliver(answer, handler))
        .whenComplete(
            (nothing, failure) -> {
              if (failure != null) {
                handler.onError(Failures.bare(failure));
              }
            });
  }

  private static CompletableFuture<byte[]> body(AsyncExecuteRequest request) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    return SdkPublisher.adapt(request.requestContentPublisher())
        .subscribe(part -> body.writeBytes(BinaryUtils.copyRemainingBytesFrom(part)))
        .thenApply(nothing -> body.toByteArray());
  }

  private Answer send(String target, byte[] body) {
    try {
      return transport.send(target, body);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static void deliver(Answer answer, SdkAsyncHttpResponseHandler handler) {
    handler.onHeaders(Http.response(answer));
    handler.onStream(SdkPublisher.fromIterable(List.of(ByteBuffer.wrap(answer.body()))));
  }

  @Override
  public void close() {
    // Holds nothing: whoever closes a client leaves the engine running.
  }
}
