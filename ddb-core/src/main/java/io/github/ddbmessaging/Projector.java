package io.github.ddbmessaging;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.project.ProjectRecords;
import io.github.ddbmessaging.internal.run.SyncRunner;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RejectedRecord;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Keeps group rows current from the table's stream (pattern E): a message that arrived by whatever
 * writer is shown in its group's rows. Records can come repeatedly, late, out of order and in
 * batches of any size, to any number of projectors at once: the rows end the same, and never go
 * back in time.
 *
 * <p>Immutable and safe for use by many threads, if its listener is.
 */
public final class Projector {
  private final SyncRunner runner;
  private final StoreSettings settings;
  private final Consumer<RejectedRecord> onRejected;
  private final boolean rewritesOldKeys;

  Projector(SyncRunner runner, StoreSettings settings) {
    this(runner, settings, rejected -> {}, false);
  }

  private Projector(
      SyncRunner runner,
      StoreSettings settings,
      Consumer<RejectedRecord> onRejected,
      boolean rewritesOldKeys) {
    this.runner = runner;
    this.settings = settings;
    this.onRejected = onRejected;
    this.rewritesOldKeys = rewritesOldKeys;
  }

  /**
   * Hands records that can never be applied to a listener: they belong to no group, their message
   * is damaged, or DynamoDB can never accept what they need. Without a listener they are only in
   * the result.
   *
   * @param listener called on the projecting thread; if it throws, the record counts as not done
   * @return a projector over the same client
   */
  public Projector onRejected(Consumer<RejectedRecord> listener) {
    return new Projector(runner, settings, requireNonNull(listener, "listener"), rewritesOldKeys);
  }

  /**
   * Gives messages of the original application the keys of this library as soon as their records
   * come, so that writers which are not in UTC leave lists in their true order. What such keys have
   * pushed ahead of its sender's clock is moved back as well. Off by default: the old application
   * finds other keys then, so this ends the way back. Use it in all projectors of a table, or in
   * none.
   *
   * <p>Each old message costs a transaction of 4 write units per KB, and 2 and 4 per member more if
   * its group shows it. A message that was pushed ahead costs a {@code Query} more.
   *
   * @return a projector over the same client
   */
  public Projector rewriteOldKeys() {
    return new Projector(runner, settings, onRejected, true);
  }

  /**
   * Works on several groups at once.
   *
   * @param executor runs the groups beside the calling thread; stays the caller's
   * @param groups how many groups at once, at least 1
   * @return a projector over the same client
   * @throws InvalidInputException if the number is less than 1
   */
  public Projector parallel(Executor executor, int groups) {
    if (groups < 1) {
      throw new InvalidInputException("At least 1 group at once is needed, not " + groups);
    }
    return new Projector(
        runner.with(requireNonNull(executor, "executor"), groups),
        settings,
        onRejected,
        rewritesOldKeys);
  }

  /**
   * Brings the rows of all groups in a batch up to date. One strongly consistent {@code
   * BatchGetItem} per 100 groups for their heads, and one {@code TransactWriteItems} for each group
   * that is behind, however many messages came: 2 write units and 4 per member, for items under 1
   * KB. A message that was edited or deleted costs a {@code Query} of the newest message, and a
   * transaction of 4 write units and 2 per member if the rows show it; if it was deleted, a {@code
   * Query} and a transaction of 2 write units more. What the client fails with while reading is not
   * tried again here: the records are not done, and come again.
   *
   * @param records stream records of the table, with new images; those of other items are ignored
   * @return which records are done; a group that failed is in there and does not stop the others
   * @throws DynamoDbFailureException if the heads can't be read; no record is done then
   * @throws RetriesExhaustedException if the heads can't be read for throttling; no record is done
   */
  public ProjectionResult project(Collection<Record> records) {
    return runner.run(
        ProjectRecords.ofBatch(settings, records, onRejected, rewritesOldKeys), settings.calls());
  }
}
