package io.github.ddbmessaging.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * DynamoDB Local inside this JVM.
 *
 * <pre>{@code
 * try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
 *   DynamoDbClient client = dynamoDb.client();
 *   ...
 * }
 * }</pre>
 *
 * <p>The clients are the AWS SDK's own, with its retries, interceptors, waiters and exceptions, and
 * talk to the engine in memory. They need no credentials, profile, region or network. Synchronous
 * calls run in the calling thread; the futures of asynchronous ones complete in threads of the
 * engine. Closing a client does nothing: they all stay usable until the engine is closed.
 *
 * <p>Engines are independent of each other. Within one, all credentials and regions see the same
 * tables. An engine does not keep the JVM alive: a program that ends without closing it, normally
 * or by an exception, exits. The first start in a JVM takes about a second, further ones some
 * milliseconds.
 *
 * <p>What DynamoDB Local can't do: it never throttles, no transaction conflicts with another, reads
 * are never stale, and PartiQL fails where the default locale has another upper case of {@code i}
 * than {@code I}, as the Turkish one has.
 *
 * <p>Instances are safe for use by many threads.
 */
public final class LocalDynamoDb implements AutoCloseable {

  private static final URI IN_MEMORY = URI.create("http://in-memory.invalid");

  private final Engine engine;
  private final @Nullable LoopbackServer server;
  private final Clients clients;

  private LocalDynamoDb(Engine engine, @Nullable LoopbackServer server, Clients clients) {
    this.engine = engine;
    this.server = server;
    this.clients = clients;
  }

  /**
   * Starts an engine that keeps its data in memory and opens no port.
   *
   * @return a running engine without tables
   * @throws IllegalStateException if the native library of the database can't be loaded, because
   *     there is none for this platform or {@code java.io.tmpdir} can't be written to
   */
  public static LocalDynamoDb start() {
    return builder().start();
  }

  /**
   * Describes an engine other than that of {@link #start()}.
   *
   * @return a builder of an engine in memory without a port
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Gives the synchronous client.
   *
   * @return always the same client; closing it does nothing
   */
  public DynamoDbClient client() {
    return clients.client();
  }

  /**
   * Gives the asynchronous client.
   *
   * @return always the same client; closing it does nothing
   */
  public DynamoDbAsyncClient asyncClient() {
    return clients.asyncClient();
  }

  /**
   * Gives the synchronous client for streams.
   *
   * @return always the same client; closing it does nothing
   */
  public DynamoDbStreamsClient streamsClient() {
    return clients.streamsClient();
  }

  /**
   * Gives the asynchronous client for streams.
   *
   * @return always the same client; closing it does nothing
   */
  public DynamoDbStreamsAsyncClient streamsAsyncClient() {
    return clients.streamsAsyncClient();
  }

  /**
   * Tells where clients of your own, or other programs of this machine, reach this engine.
   *
   * @return the address, on the loopback interface; empty unless {@link Builder#http()} was called
   */
  public Optional<URI> endpoint() {
    return Optional.ofNullable(server).map(LoopbackServer::endpoint);
  }

  /**
   * Closes every open shard of every stream and opens a successor, as the service does every few
   * hours: consumers have to follow to the new shard, and an old shard's iterator ends.
   *
   * @throws SdkClientException if the engine is closed
   */
  public void triggerShardRollovers() {
    engine.triggerShardRollovers();
  }

  /**
   * Ends the engine, its threads and its endpoint. Data in memory is gone; a directory can be used
   * by another engine at once. Calls of the clients fail with {@link SdkClientException} from now
   * on. Closing again does nothing.
   */
  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    clients.close();
    engine.close();
  }

  /** Describes an engine. Not safe for use by many threads. */
  public static final class Builder {

    private @Nullable Path directory;
    private boolean http;
    private int port;

    private Builder() {}

    /**
     * Keeps the data in a directory, for engines to come.
     *
     * <p>The file in it is the one that DynamoDB Local's own server uses with {@code -sharedDb
     * -dbPath}. Every write waits for the disk, so this is many times slower than memory.
     *
     * @param directory the directory, created if it is missing
     * @return this builder
     */
    public Builder directory(Path directory) {
      this.directory = directory;
      return this;
    }

    /**
     * Offers the engine over HTTP as well, on a free port of the loopback interface. The engine's
     * clients use HTTP then. Other machines can't connect; any program of this machine can.
     *
     * @return this builder
     */
    public Builder http() {
      return httpPort(0);
    }

    /**
     * Offers the engine over HTTP as well, as {@link #http()} does, on a chosen port.
     *
     * @param port the port; 0 for a free one
     * @return this builder
     * @throws IllegalArgumentException if no port has that number
     */
    public Builder httpPort(int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("Not a port: " + port);
      }
      this.http = true;
      this.port = port;
      return this;
    }

    /**
     * Starts the engine.
     *
     * @return a running engine
     * @throws IllegalStateException if the native library of the database can't be loaded, because
     *     there is none for this platform or {@code java.io.tmpdir} can't be written to
     * @throws IllegalArgumentException if another engine of this JVM uses the directory
     * @throws UncheckedIOException if the directory can't be created or the port is taken
     */
    public LocalDynamoDb start() {
      Engine engine = Engine.start(directory == null ? null : created(directory));
      Transport inProcess = new InProcessTransport(engine);
      if (!http) {
        return new LocalDynamoDb(engine, null, new Clients(inProcess, IN_MEMORY));
      }
      try {
        LoopbackServer server = LoopbackServer.start(port, inProcess);
        URI endpoint = server.endpoint();
        return new LocalDynamoDb(
            engine, server, new Clients(new HttpTransport(engine, endpoint), endpoint));
      } catch (UncheckedIOException e) {
        engine.close();
        throw e;
      }
    }

    private static Path created(Path directory) {
      try {
        return Files.createDirectories(directory);
      } catch (IOException e) {
        throw new UncheckedIOException("Can't create " + directory, e);
      }
    }
  }
}
