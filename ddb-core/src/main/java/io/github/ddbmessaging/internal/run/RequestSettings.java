package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.RetrySettings;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * What requests need to know, whatever they are for.
 *
 * @param tableName the table
 * @param consistentReads whether reads are strongly consistent
 * @param capacity how much of the consumed capacity responses tell
 * @param retries how often and how fast a refused or lost write is tried again
 * @param random gives numbers from 0 to below 1, for the pauses between attempts
 * @param ids gives each id once, for the tokens of transactions
 */
public record RequestSettings(
    String tableName,
    boolean consistentReads,
    ReturnConsumedCapacity capacity,
    RetrySettings retries,
    DoubleSupplier random,
    Supplier<String> ids) {

  /** These settings with strongly consistent reads. */
  public RequestSettings withConsistentReads() {
    return new RequestSettings(tableName, true, capacity, retries, random, ids);
  }
}
