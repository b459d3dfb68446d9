package io.github.ddbmessaging.spring;

import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.stream.Checkpoints;
import io.github.ddbmessaging.stream.InMemoryCheckpoints;
import io.github.ddbmessaging.stream.RecordHandler;
import io.github.ddbmessaging.stream.StreamPoller;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Runs a poller on a thread of its own, from the start of the application to its end. */
final class PollerLifecycle implements SmartLifecycle {
  static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(PollerLifecycle.class);

  private final DynamoDbStreamsClient client;
  private final Supplier<Optional<String>> streamArn;
  private final RecordHandler handler;
  private final Checkpoints checkpoints;
  private final Duration longestWait;
  private final Duration longestStop;
  private @Nullable Running running;

  PollerLifecycle(
      DynamoDbStreamsClient client,
      Supplier<Optional<String>> streamArn,
      RecordHandler handler,
      @Nullable Checkpoints checkpoints,
      Duration longestWait,
      Duration longestStop) {
    this.client = client;
    this.streamArn = streamArn;
    this.handler = handler;
    this.checkpoints = checkpoints == null ? new InMemoryCheckpoints() : checkpoints;
    this.longestWait = longestWait;
    this.longestStop = longestStop;
  }

  @Override
  public synchronized void start() {
    StreamPoller poller =
        StreamPoller.builder()
            .client(client)
            .streamArn(foundStream())
            .handler(handler)
            .checkpoints(checkpoints)
            .longestWait(longestWait)
            .build();
    Running begun = new Running(poller, new CompletableFuture<>());
    Thread thread = new Thread(() -> run(begun), "messaging-poller");
    // Ends with the application, also one that nobody closes.
    thread.setDaemon(true);
    running = begun;
    thread.start();
  }

  /** The class alone is logged: a message may tell of what somebody wrote. */
  private static void run(Running begun) {
    try {
      begun.poller().run();
      begun.ended().complete(Optional.empty());
    } catch (Throwable e) {
      LOG.error("The poller has ended, nothing comes from the stream: {}", e.getClass().getName());
      begun.ended().complete(Optional.of(e));
    }
  }

  /** What ended the poller before it was told to end, if anything did. */
  synchronized Optional<Throwable> failure() {
    return running == null ? Optional.empty() : running.ended().getNow(Optional.empty());
  }

  /** Lets the poller complete the batch that it is working on, and waits for it for a while. */
  @Override
  public void stop() {
    CountDownLatch ended = new CountDownLatch(1);
    stop(ended::countDown);
    try {
      if (!ended.await(longestStop.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The poller is still working on a batch after {}", longestStop);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Lets the poller complete the batch that it is working on. Spring waits for {@code
   * spring.lifecycle.timeout-per-shutdown-phase} at most.
   */
  @Override
  public void stop(Runnable callback) {
    Running stopped = taken();
    if (stopped == null) {
      callback.run();
    } else {
      stopped.poller().close();
      CompletableFuture<Void> unused = stopped.ended().thenRun(callback);
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return running != null;
  }

  private synchronized @Nullable Running taken() {
    Running taken = running;
    running = null;
    return taken;
  }

  /** Begun before the web server and ended after it, so that its last requests reach the rows. */
  @Override
  public int getPhase() {
    return 0;
  }

  private String foundStream() {
    try {
      return streamArn.get().orElseThrow(PollerLifecycle::withoutStream);
    } catch (DynamoDbFailureException e) {
      throw new WrongPropertyException(
          "ddb.messaging.poller.enabled is true, but the table's stream can't be found: "
              + TableAtStart.oneLine(e)
              + ".",
          "Check Region, credentials and permissions, or set it to false.",
          e);
    }
  }

  private static WrongPropertyException withoutStream() {
    return DdbMessagingProperties.wrong(
        "poller.enabled",
        "is true, but there is no table with a stream",
        "Turn on the table's stream, or set it to false.");
  }

  /**
   * A poller that was begun.
   *
   * @param ended completed when it ends, with what it ended with if that was not its stop
   */
  private record Running(StreamPoller poller, CompletableFuture<Optional<Throwable>> ended) {}
}
