package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one call of a store's method did and cost. Units are as DynamoDB reported them; it reports
 * none for a request that fails, though a cancelled transaction consumes some.
 *
 * @param operation the name of the method
 * @param tableName the table
 * @param outcome how it ended
 * @param duration how long it took
 * @param requests requests made, the retries among them; those of the AWS SDK itself not counted
 * @param retries how often the call waited to try again
 * @param conflicts requests that DynamoDB refused because of what others wrote: a condition did not
 *     hold, or another transaction was under way on the same items
 * @param readUnits read units consumed on the table
 * @param writeUnits write units consumed on the table
 * @param indexUnits units consumed on indexes, by the index's name
 * @param throttling why requests of the call were throttled; empty if none was
 * @param failure why the call failed, or empty
 */
public record CallReport(
    String operation,
    String tableName,
    Outcome outcome,
    Duration duration,
    int requests,
    int retries,
    int conflicts,
    double readUnits,
    double writeUnits,
    Map<String, Double> indexUnits,
    Set<Throttling> throttling,
    Optional<RuntimeException> failure) {
  /** Refuses null and copies map and set. */
  public CallReport {
    requireNonNull(operation, "operation");
    requireNonNull(tableName, "tableName");
    requireNonNull(outcome, "outcome");
    requireNonNull(duration, "duration");
    indexUnits = Map.copyOf(indexUnits);
    throttling = Set.copyOf(throttling);
    requireNonNull(failure, "failure");
  }

  /** How a call ended. */
  public enum Outcome {
    /** It returned. */
    SUCCESS,
    /** It was refused for what the caller asked: bad input, no access, or what is not there. */
    REFUSED,
    /** It failed for another reason: DynamoDB, the way to it, time, a damaged item, or a fault. */
    FAILED;

    /**
     * How a call ended.
     *
     * @param failure what it threw, or empty if it returned
     * @return the outcome
     */
    public static Outcome of(Optional<RuntimeException> failure) {
      if (failure.isEmpty()) {
        return SUCCESS;
      }
      RuntimeException thrown = failure.get();
      boolean ofService =
          thrown instanceof DynamoDbFailureException
              || thrown instanceof RetriesExhaustedException
              || thrown instanceof DamagedItemException;
      return thrown instanceof MessagingException && !ofService ? REFUSED : FAILED;
    }
  }

  /**
   * Why DynamoDB throttled a request.
   *
   * @param reason as in {@code TableWriteKeyRangeThroughputExceeded}, or the error code where
   *     DynamoDB told no reason
   * @param resource the ARN of the table or index, or {@code unknown}
   */
  public record Throttling(String reason, String resource) {
    /** Refuses null. */
    public Throttling {
      requireNonNull(reason, "reason");
      requireNonNull(resource, "resource");
    }
  }
}
