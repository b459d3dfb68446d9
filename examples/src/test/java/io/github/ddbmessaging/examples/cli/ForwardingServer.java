package io.github.ddbmessaging.examples.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Passes requests on to DynamoDB Local, and does something before the first of one kind. */
final class ForwardingServer implements AutoCloseable {
  private static final List<String> HEADERS =
      List.of("Authorization", "Content-Type", "X-Amz-Date", "X-Amz-Target");

  /** What is done, which may fail. */
  interface Action {
    void run() throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
  private final String operation;
  private final AtomicBoolean met = new AtomicBoolean();
  private volatile Action action = () -> {};

  ForwardingServer(String operation) throws IOException {
    this.operation = operation;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::forward);
    server.start();
  }

  String endpoint() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Does this before the first request of the operation is passed on. */
  void before(Action first) {
    action = first;
  }

  private void forward(HttpExchange exchange) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(Commands.endpoint()))
            .POST(BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    HEADERS.forEach(name -> request.header(name, exchange.getRequestHeaders().getFirst(name)));
    try (exchange) {
      if (exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith(operation)
          && met.compareAndSet(false, true)) {
        action.run();
      }
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(response.statusCode(), response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
