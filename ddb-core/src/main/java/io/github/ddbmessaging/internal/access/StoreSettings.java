package io.github.ddbmessaging.internal.access;

import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.RetrySettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * All that a store is besides its client.
 *
 * @param tableName the table
 * @param clock tells the time of new messages
 * @param ids makes ids for messages and groups, each once
 * @param random gives numbers from 0 to below 1, for the waits between attempts
 * @param maxTextLength most code points of a message's text
 * @param retries how sends go on after conflicts
 * @param idempotencyWindow how long an idempotency key is remembered
 * @param listener learns what each call did, or null
 * @param caller the user that the store acts for, or null
 * @param consistentReads whether reads are strongly consistent
 * @param streamedSends whether a message is put alone, and the rows follow by the projector
 */
public record StoreSettings(
    String tableName,
    InstantSource clock,
    Supplier<String> ids,
    DoubleSupplier random,
    int maxTextLength,
    RetrySettings retries,
    Duration idempotencyWindow,
    @Nullable CallListener listener,
    @Nullable String caller,
    boolean consistentReads,
    boolean streamedSends) {

  /**
   * The same, acting for a user.
   *
   * @param userId the user
   * @return a copy
   */
  public StoreSettings actingAs(String userId) {
    return with(Validation.userId(userId), consistentReads, streamedSends);
  }

  /**
   * The same, acting for nobody.
   *
   * @return a copy
   */
  public StoreSettings forEveryone() {
    return with(null, consistentReads, streamedSends);
  }

  /**
   * The same, with strongly consistent reads.
   *
   * @return a copy
   */
  public StoreSettings withConsistentReads() {
    return with(caller, true, streamedSends);
  }

  /**
   * The same, with the other way to send.
   *
   * @param streamed whether a message is put alone
   * @return a copy
   */
  public StoreSettings withStreamedSends(boolean streamed) {
    return with(caller, consistentReads, streamed);
  }

  /**
   * How much of the consumed capacity requests ask to be told.
   *
   * @return all of it if somebody listens, else nothing
   */
  public ReturnConsumedCapacity capacity() {
    return listener == null ? ReturnConsumedCapacity.NONE : ReturnConsumedCapacity.INDEXES;
  }

  private StoreSettings with(@Nullable String newCaller, boolean consistent, boolean streamed) {
    return new StoreSettings(
        tableName,
        clock,
        ids,
        random,
        maxTextLength,
        retries,
        idempotencyWindow,
        listener,
        newCaller,
        consistent,
        streamed);
  }
}
