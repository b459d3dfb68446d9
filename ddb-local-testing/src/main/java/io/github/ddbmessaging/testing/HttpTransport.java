package io.github.ddbmessaging.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Sends requests to an endpoint over HTTP. */
final class HttpTransport implements Transport {

  private final URI endpoint;
  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  HttpTransport(URI endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public Answer send(String target, byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header(Http.TARGET, target)
            .header(Http.CONTENT_TYPE, Http.JSON)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for " + endpoint, e);
    }
  }
}
