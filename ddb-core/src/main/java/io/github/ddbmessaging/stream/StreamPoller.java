package io.github.ddbmessaging.stream;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.stream.ShardReader.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Follows a stream in one process: all shards, each after its parent, through shards that close and
 * open meanwhile, iterators that expire and records that are trimmed. Every record is handed to the
 * handler at least once, in the order of its shard. Shards take turns, batch by batch, so a busy
 * one does not hold up the others.
 *
 * <pre>{@code
 * StreamPoller poller =
 *     StreamPoller.builder()
 *         .client(streams)
 *         .streamArn(table.streamArn().orElseThrow())
 *         .handler(records -> store.projector().project(records).retryFrom())
 *         .build();
 * poller.run(); // until another thread calls close()
 * }</pre>
 *
 * <p>One thread polls: it calls {@link #run} or, in tests, {@link #drain}. {@link #close} can be
 * called by any thread. Two pollers of one stream, each with its own or the same checkpoints, do no
 * harm with a {@link io.github.ddbmessaging.Projector}, and no good.
 */
public final class StreamPoller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamPoller.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(50);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
  private static final int MOST_ROUNDS_NOT_DONE = 100;

  private final Shards shards;
  private final Duration longestWait;
  private final Duration firstWait;
  private final ShardPauses pauses = new ShardPauses();
  private final CountDownLatch closed = new CountDownLatch(1);

  private StreamPoller(Shards shards, Duration longestWait) {
    this.shards = shards;
    this.longestWait = longestWait;
    this.firstWait = FIRST_WAIT.compareTo(longestWait) < 0 ? FIRST_WAIT : longestWait;
  }

  /**
   * Begins a poller.
   *
   * @return a builder with default settings
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Follows the stream until {@link #close} is called or the thread is interrupted; a batch that
   * has begun is completed before. While no shard brings anything that is processed, it waits
   * longer and longer, up to the longest wait. A shard that fails, or whose records are left
   * undone, is left out of more and more rounds, up to 64, as long as others move. An {@link Error}
   * that the handler throws ends it.
   *
   * <p>It goes round the shards with one {@code GetRecords} each, and a {@code GetShardIterator}
   * where one begins. {@code DescribeStream} is called at the start and after a round in which no
   * shard brought records, or one ended: new shards only follow shards that end.
   */
  public void run() {
    Duration wait = firstWait;
    while (!isOver()) {
      boolean moved = false;
      try {
        Map<String, Progress> brought =
            shards.round(this::isOver, pauses::isOver, StreamPoller::warn);
        moved = hasMoved(brought);
        pauses.after(brought, moved);
      } catch (RuntimeException e) {
        warn(e);
      }
      if (moved) {
        wait = firstWait;
      } else {
        if (!pause(wait)) {
          return;
        }
        wait = wait.multipliedBy(2).compareTo(longestWait) < 0 ? wait.multipliedBy(2) : longestWait;
      }
    }
  }

  private static void warn(RuntimeException failure) {
    if (failure instanceof SdkException) {
      LOG.warn(
          "The stream can't be read now, trying again: {}", failure.getClass().getSimpleName());
    } else {
      LOG.warn("A batch failed and is delivered again: {}", failure.getClass().getName());
    }
  }

  /**
   * Processes everything that is in the stream now, and returns. For tests on DynamoDB Local, where
   * a record can be read as soon as the write has returned; AWS may show it a little later.
   *
   * @throws IllegalStateException if the handler leaves the same records undone time and again
   * @throws RuntimeException what a request or the handler failed with, after the other shards had
   *     their turn
   */
  public void drain() {
    int roundsNotDone = 0;
    boolean more = true;
    while (more) {
      List<RuntimeException> failures = new ArrayList<>();
      Map<String, Progress> brought = shards.round(() -> false, shard -> true, failures::add);
      if (!failures.isEmpty()) {
        RuntimeException first = failures.get(0);
        failures.stream().filter(other -> other != first).forEach(first::addSuppressed);
        throw first;
      }
      more = hasMoved(brought) || brought.containsValue(Progress.NOT_DONE);
      roundsNotDone = hasMoved(brought) ? 0 : roundsNotDone + 1;
      if (more && roundsNotDone > MOST_ROUNDS_NOT_DONE) {
        throw new IllegalStateException(
            "The handler left records undone " + roundsNotDone + " times in a row");
      }
    }
  }

  /** Ends {@link #run} after the batch that it is working on. */
  @Override
  public void close() {
    closed.countDown();
  }

  private static boolean hasMoved(Map<String, Progress> brought) {
    return brought.containsValue(Progress.MOVED) || brought.containsValue(Progress.FINISHED);
  }

  private boolean isOver() {
    return closed.getCount() == 0 || Thread.currentThread().isInterrupted();
  }

  private boolean pause(Duration wait) {
    try {
      return !closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Builds a poller. Not thread-safe. */
  public static final class Builder {
    private @Nullable DynamoDbStreamsClient client;
    private @Nullable String streamArn;
    private @Nullable RecordHandler handler;
    private Checkpoints checkpoints = new InMemoryCheckpoints();
    private Consumer<String> onTrimmed =
        shardId ->
            LOG.error(
                "Shard {} was trimmed before it was read to its end: rebuild the rows", shardId);
    private Duration longestWait = Duration.ofSeconds(1);

    private Builder() {}

    /**
     * The client that reads the stream. It stays the caller's.
     *
     * @param streams any client
     * @return this builder
     */
    public Builder client(DynamoDbStreamsClient streams) {
      client = requireNonNull(streams, "streams");
      return this;
    }

    /**
     * The stream to follow.
     *
     * @param arn as {@link io.github.ddbmessaging.MessagingTable#streamArn} tells it
     * @return this builder
     */
    public Builder streamArn(String arn) {
      streamArn = requireNonNull(arn, "arn");
      return this;
    }

    /**
     * What processes the records.
     *
     * @param recordHandler called by the polling thread
     * @return this builder
     */
    public Builder handler(RecordHandler recordHandler) {
      handler = requireNonNull(recordHandler, "recordHandler");
      return this;
    }

    /**
     * What remembers how far the stream has been processed. A shard without a checkpoint is read
     * from its oldest record on.
     *
     * @param store default in memory
     * @return this builder
     */
    public Builder checkpoints(Checkpoints store) {
      checkpoints = requireNonNull(store, "store");
      return this;
    }

    /**
     * Who learns that records were trimmed, after their 24 hours, before they were read. The rows
     * of their groups may be behind then. It is told of
     *
     * <ul>
     *   <li>a shard whose next records were trimmed, each time;
     *   <li>a shard that is gone from the stream before its end was reached, by this poller or
     *       another with the same checkpoints;
     *   <li>where a shard without a checkpoint is begun, its parent, if that is gone and has a
     *       checkpoint before its end: it went while no poller ran.
     * </ul>
     *
     * <p>A poller tells of a shard that is gone once; the next one may tell again, until the child
     * has a checkpoint. It does so even if all records had been read: nobody knows any more. The
     * listener is not told of losses that look like a consumer's first start: those of a shard of
     * which nothing was processed before, so that it has no checkpoint, and those of an outage
     * after which the children of the shards with checkpoints are gone, too. Rebuild the rows after
     * an outage of a day, told or not. With checkpoints in memory, each start is the first.
     *
     * @param listener given the shard's id; default logs an error
     * @return this builder
     */
    public Builder onTrimmed(Consumer<String> listener) {
      onTrimmed = requireNonNull(listener, "listener");
      return this;
    }

    /**
     * How long to wait at most while nothing comes. A round asks each open shard once, and the
     * service permits 5 such requests a second.
     *
     * @param wait a millisecond or more; default one second
     * @return this builder
     * @throws InvalidInputException if it is less
     */
    public Builder longestWait(Duration wait) {
      if (wait.compareTo(SHORTEST_WAIT) < 0) {
        throw new InvalidInputException(
            "longestWait is " + wait + "; at least PT0.001S is needed, or the poller would spin");
      }
      longestWait = wait;
      return this;
    }

    /**
     * The poller.
     *
     * @return a poller that has not begun
     * @throws InvalidInputException if client, stream or handler are missing
     */
    public StreamPoller build() {
      if (client == null || streamArn == null || handler == null) {
        throw new InvalidInputException("The poller needs a client, a streamArn and a handler");
      }
      return new StreamPoller(
          new Shards(new StreamRequests(client, streamArn), handler, checkpoints, onTrimmed),
          longestWait);
    }
  }
}
