package io.github.ddbmessaging.examples.kcl;

import static java.util.Objects.requireNonNull;

/**
 * Who a worker is and what it reads.
 *
 * @param streamArn the stream, as {@link io.github.ddbmessaging.MessagingTable#streamArn} tells it
 * @param applicationName the same for all workers that share the stream's shards; also the name of
 *     their table of leases. A new name reads the stream from its oldest record on
 * @param workerId another one for each worker
 * @param timings how quick it is
 */
public record WorkerSettings(
    String streamArn, String applicationName, String workerId, Timings timings) {
  /** Refuses null. */
  public WorkerSettings {
    requireNonNull(streamArn, "streamArn");
    requireNonNull(applicationName, "applicationName");
    requireNonNull(workerId, "workerId");
    requireNonNull(timings, "timings");
  }
}
