package io.github.ddbmessaging.testing;

import io.github.ddbmessaging.testing.Transport.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** Lets a synchronous client of the AWS SDK use a {@link Transport}. */
final class TransportHttpClient implements SdkHttpClient {

  private final Transport transport;

  TransportHttpClient(Transport transport) {
    this.transport = transport;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        Answer answer = transport.send(Http.target(request.httpRequest()), body(request));
        return HttpExecuteResponse.builder()
            .response(Http.response(answer))
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
            .build();
      }

      @Override
      public void abort() {
        // An answer is complete when it arrives.
      }
    };
  }

  private static byte[] body(HttpExecuteRequest request) throws IOException {
    try (InputStream content = request.contentStreamProvider().orElseThrow().newStream()) {
      return content.readAllBytes();
    }
  }

  @Override
  public void close() {
    // Holds nothing: whoever closes a client leaves the engine running.
  }
}
