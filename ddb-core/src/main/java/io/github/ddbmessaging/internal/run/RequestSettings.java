package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.RetrySettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * What requests need to know, whatever they are for.
 *
 * @param tableName the table
 * @param consistentReads whether reads are strongly consistent
 * @param strictReads whether a listing fails at an item that can't be understood
 * @param capacity how much of the consumed capacity responses tell
 * @param retries how often and how fast a refused or lost write is tried again
 * @param random gives numbers from 0 to below 1, for the pauses between attempts
 * @param ids gives each id once, for the tokens of transactions
 * @param clock tells what has expired, and when something was changed
 * @param retriesConflictsUntilTimeout whether a write that other writers overtake is tried again
 *     until the time of the call is over; if not, no more than {@code maxAttempts} times
 */
public record RequestSettings(
    String tableName,
    boolean consistentReads,
    boolean strictReads,
    ReturnConsumedCapacity capacity,
    RetrySettings retries,
    DoubleSupplier random,
    Supplier<String> ids,
    InstantSource clock,
    boolean retriesConflictsUntilTimeout) {

  /** These settings with strongly consistent reads. */
  public RequestSettings withConsistentReads() {
    return new RequestSettings(
        tableName,
        true,
        strictReads,
        capacity,
        retries,
        random,
        ids,
        clock,
        retriesConflictsUntilTimeout);
  }

  /** These settings for listings that fail at an item that can't be understood. */
  public RequestSettings withStrictReads() {
    return new RequestSettings(
        tableName,
        consistentReads,
        true,
        capacity,
        retries,
        random,
        ids,
        clock,
        retriesConflictsUntilTimeout);
  }

  /** These settings for a write that is tried again until the time is over if it is overtaken. */
  public RequestSettings retryingConflictsUntilTimeout() {
    return new RequestSettings(
        tableName, consistentReads, strictReads, capacity, retries, random, ids, clock, true);
  }

  /** What the clock says. */
  public Instant now() {
    return clock.instant();
  }
}
