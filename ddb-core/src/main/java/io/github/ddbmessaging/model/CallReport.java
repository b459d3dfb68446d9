package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * What one call of a store's method did and cost. Units are as DynamoDB reported them; it reports
 * none for a request that fails, though a cancelled transaction consumes some.
 *
 * @param operation the name of the method
 * @param requests requests made, the retries among them; those of the AWS SDK itself not counted
 * @param retries how often the call waited to try again
 * @param readUnits read units consumed on the table
 * @param writeUnits write units consumed on the table
 * @param indexUnits units consumed on indexes, by the index's name
 * @param failure why the call failed, or empty
 */
public record CallReport(
    String operation,
    int requests,
    int retries,
    double readUnits,
    double writeUnits,
    Map<String, Double> indexUnits,
    Optional<RuntimeException> failure) {
  /** Refuses null and copies the map. */
  public CallReport {
    requireNonNull(operation, "operation");
    indexUnits = Map.copyOf(indexUnits);
    requireNonNull(failure, "failure");
  }
}
