package io.github.ddbmessaging.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ddbmessaging.testing.Transport.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Offers a transport over HTTP to programs on this machine only. */
final class LoopbackServer implements AutoCloseable {

  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  static {
    // Without it the body of each response waits 40 ms for the client to acknowledge the headers.
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(new DaemonThreads("http"));

  private boolean started;

  private LoopbackServer(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
  }

  /**
   * Takes a port. Requests to it wait until something is {@linkplain #offer offered}.
   *
   * @param port the port, or 0 for a free one
   * @throws UncheckedIOException if the port is taken
   */
  static LoopbackServer bind(int port) {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      return new LoopbackServer(HttpServer.create(new InetSocketAddress(loopback, port), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Can't listen on port " + port + " of the loopback: is it in use? Choose another", e);
    }
  }

  /** Begins to answer requests. */
  void offer(Transport transport) {
    server.createContext("/", exchange -> answer(exchange, transport));
    start();
  }

  /** The server's own thread is a daemon if the thread that starts it is one. */
  private void start() {
    started = true;
    Thread starter = new DaemonThreads("http-start").newThread(server::start);
    starter.start();
    Uninterruptibly.await(
        () -> {
          starter.join();
          return starter;
        });
  }

  private static void answer(HttpExchange exchange, Transport transport) throws IOException {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst(Http.TARGET);
      Answer answer =
          transport.send(
              Objects.requireNonNullElse(target, "a request without " + Http.TARGET),
              exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().set(Http.CONTENT_TYPE, Http.JSON);
      exchange.getResponseHeaders().set(Http.REQUEST_ID, Http.newRequestId());
      exchange.sendResponseHeaders(answer.status(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  URI endpoint() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://" + address.getHostString() + ":" + address.getPort());
  }

  @Override
  public void close() {
    if (!started) {
      // Only a server that has started gives its port back.
      start();
    }
    server.stop(0);
    threads.shutdownNow();
  }
}
