package io.github.ddbmessaging.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Sends requests to an engine's endpoint over HTTP. */
final class HttpTransport implements Transport {

  private final Engine engine;
  private final URI endpoint;

  HttpTransport(Engine engine, URI endpoint) {
    this.engine = engine;
    this.endpoint = endpoint;
  }

  /**
   * {@inheritDoc}
   *
   * @throws SdkClientException if the engine is closed
   */
  @Override
  public Answer send(String target, byte[] body) throws IOException {
    engine.requireOpen();
    HttpURLConnection connection =
        (HttpURLConnection) endpoint.toURL().openConnection(Proxy.NO_PROXY);
    connection.setRequestProperty(Http.TARGET, target);
    connection.setRequestProperty(Http.CONTENT_TYPE, Http.JSON);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    try (OutputStream content = connection.getOutputStream()) {
      content.write(body);
    }
    int status = connection.getResponseCode();
    try (InputStream content =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Answer(status, content.readAllBytes());
    }
  }
}
