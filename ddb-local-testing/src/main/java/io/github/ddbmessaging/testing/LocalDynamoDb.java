package io.github.ddbmessaging.testing;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
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
 * <p>No setting of the machine counts: the SDK's environment variables, system properties and
 * profiles, proxies, the context class loader and the default locale. In a locale with digits of
 * its own, such as Arabic or Persian, the default for formats is {@link java.util.Locale#ROOT}
 * while a call is at work, for all threads, since DynamoDB Local works in it; so is the default
 * locale during PartiQL calls where {@code i} and {@code I} are no pair, as in Turkish.
 *
 * <p>What DynamoDB Local can't do: it never throttles, no transaction conflicts with another, and
 * reads are never stale. See {@link io.github.ddbmessaging.testing.fault.Faults}.
 *
 * <p>Instances are safe for use by many threads.
 */
public final class LocalDynamoDb implements AutoCloseable {

  private static final URI IN_MEMORY = URI.create("http://in-memory.invalid");

  private final Engine engine;
  private final ClientThreads threads = new ClientThreads();
  private final Transport inProcess;
  private final Function<Consumer<ClientOverrideConfiguration.Builder>, Clients> clientFactory;
  private final Clients clients;
  private @Nullable LoopbackServer server;

  private LocalDynamoDb(Engine engine, Builder settings, @Nullable LoopbackServer server) {
    this.engine = engine;
    this.server = server;
    this.inProcess = new InProcessTransport(engine);
    if (server == null) {
      this.clientFactory =
          configuration -> new Clients(inProcess, IN_MEMORY, threads, configuration);
    } else {
      server.offer(inProcess);
      URI endpoint = server.endpoint();
      Transport http = new HttpTransport(engine, endpoint);
      this.clientFactory = configuration -> new Clients(http, endpoint, threads, configuration);
    }
    this.clients = clientsWith(settings.configuration);
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
   * Offers the engine over HTTP as well, and tells where: for clients of your own, such as those of
   * a service that is told an address, and for other programs of this machine. The first call takes
   * a free port of the loopback interface; with {@link Builder#http()} the port is there from the
   * start. Other machines can't connect; any program of this machine can, with any credentials.
   *
   * @return the address, such as {@code http://127.0.0.1:43210}; always the same
   * @throws SdkClientException if the engine is closed
   */
  public synchronized URI endpoint() {
    engine.requireOpen();
    if (server == null) {
      server = LoopbackServer.bind(0);
      server.offer(inProcess);
    }
    return server.endpoint();
  }

  /** The clients that it gives itself. */
  Clients clients() {
    return clients;
  }

  /** Clients with a configuration of their own; they end with the engine. */
  Clients clientsWith(Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return clientFactory.apply(configuration);
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
  public synchronized void close() {
    if (server != null) {
      server.close();
    }
    threads.close();
    engine.close();
  }

  /** Describes an engine. Not safe for use by many threads. */
  public static final class Builder {

    private @Nullable Path directory;
    private boolean http;
    private int port;
    private Consumer<ClientOverrideConfiguration.Builder> configuration = overrides -> {};

    private Builder() {}

    /**
     * Keeps the data in a directory, for engines to come.
     *
     * <p>The file in it, {@code shared-local-instance.db}, is the one that DynamoDB Local's own
     * server uses with {@code -sharedDb -dbPath}. While an engine is open, no other engine and no
     * other program can open it, by whatever path. Every write waits for the disk, so this is many
     * times slower than memory.
     *
     * @param directory the directory, created if it is missing
     * @return this builder
     */
    public Builder directory(Path directory) {
      this.directory = directory;
      return this;
    }

    /**
     * Configures the engine's clients: interceptors, retries, time-outs, headers. By default they
     * are as the SDK makes them without any setting of the machine.
     *
     * @param configuration changes what all four clients are built with; called once for each
     * @return this builder
     */
    public Builder clients(Consumer<ClientOverrideConfiguration.Builder> configuration) {
      this.configuration = Objects.requireNonNull(configuration, "configuration");
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
     * Starts the engine. What fails leaves nothing behind: no thread, no port, no locked file.
     *
     * @return a running engine
     * @throws IllegalStateException if the native library of the database can't be loaded, because
     *     there is none for this platform or {@code java.io.tmpdir} can't be written to
     * @throws UncheckedIOException if the directory can't be used, because it can't be made or
     *     written, another engine or program uses it, or its file is damaged; or if the port is
     *     taken. The message says which and what to do
     */
    public LocalDynamoDb start() {
      LoopbackServer server = http ? LoopbackServer.bind(port) : null;
      try {
        return new LocalDynamoDb(Engine.start(directory), this, server);
      } catch (RuntimeException | Error e) {
        if (server != null) {
          server.close();
        }
        throw e;
      }
    }
  }
}
