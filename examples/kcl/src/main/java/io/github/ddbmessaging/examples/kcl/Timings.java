package io.github.ddbmessaging.examples.kcl;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.model.RetrySettings;
import java.time.Duration;

/**
 * How quick a worker is, against how many requests it makes.
 *
 * @param failover how long after its last sign of life a worker's shards go to the others; shards
 *     are handed out every two of these
 * @param poll how long to wait after a read of a shard; the service permits 5 reads a second of
 *     each, for all applications together
 * @param report how often a worker tells the others its load; it gets no shard before it did
 * @param shardSync how long the first worker of an application waits after it has listed the shards
 * @param retries how often and after which pauses a batch is tried before the worker gives up
 */
public record Timings(
    Duration failover, Duration poll, Duration report, Duration shardSync, RetrySettings retries) {
  /** The library's own defaults, and about a minute of attempts. */
  public static final Timings DEFAULT =
      new Timings(
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          new RetrySettings(10, Duration.ofSeconds(1), Duration.ofSeconds(10)));

  /** Refuses null. */
  public Timings {
    requireNonNull(failover, "failover");
    requireNonNull(poll, "poll");
    requireNonNull(report, "report");
    requireNonNull(shardSync, "shardSync");
    requireNonNull(retries, "retries");
  }
}
