package io.github.ddbmessaging.examples.kcl;

import com.amazonaws.services.dynamodbv2.streamsadapter.adapter.DynamoDBStreamsClientRecord;
import com.amazonaws.services.dynamodbv2.streamsadapter.model.DynamoDBStreamsProcessRecordsInput;
import com.amazonaws.services.dynamodbv2.streamsadapter.processor.DynamoDBStreamsShardRecordProcessor;
import io.github.ddbmessaging.Projector;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RetrySettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.kinesis.exceptions.KinesisClientLibNonRetryableException;
import software.amazon.kinesis.exceptions.KinesisClientLibRetryableException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;

/**
 * Hands the records of one shard to a {@link Projector}. The shard's checkpoint only ever stands
 * behind records that are done, so a worker that takes over loses none.
 *
 * <p>Records that are not done are tried again, with growing pauses. If that does not help, the
 * processor gives up: the library would go on behind a batch that failed, so from then on the
 * processor takes no record and sets no checkpoint, and its listener is to stop the worker. Whoever
 * gets the shard next begins with the records that were not done.
 *
 * <p>Used by one thread at a time.
 */
public final class ProjectorProcessor implements DynamoDBStreamsShardRecordProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(ProjectorProcessor.class);

  private final Projector projector;
  private final RetrySettings retries;
  private final Pause pause;
  private final GivingUpListener onGivingUp;
  private String shardId = "";
  private boolean gaveUp;

  /** Waits between two attempts. */
  @FunctionalInterface
  public interface Pause {
    /**
     * Waits.
     *
     * @param time how long
     * @throws InterruptedException if the worker is being stopped
     */
    void of(Duration time) throws InterruptedException;
  }

  /** Learns that a shard gets no further. */
  @FunctionalInterface
  public interface GivingUpListener {
    /**
     * Called once, on the processing thread.
     *
     * @param reason names the shard and the first record that is not done
     */
    void gaveUp(IllegalStateException reason);
  }

  /**
   * A processor of one shard.
   *
   * @param projector what works off the records
   * @param retries how often and after which pauses a batch is tried again
   * @param pause waits between attempts
   * @param onGivingUp is to stop the worker
   */
  public ProjectorProcessor(
      Projector projector, RetrySettings retries, Pause pause, GivingUpListener onGivingUp) {
    this.projector = projector.onRejected(rejected -> LOG.error("{}", rejected));
    this.retries = retries;
    this.pause = pause;
    this.onGivingUp = onGivingUp;
  }

  @Override
  public void initialize(InitializationInput input) {
    shardId = input.shardId();
    LOG.info("Shard {} begins at {}", shardId, input.extendedSequenceNumber());
  }

  /**
   * Works off a batch and sets the checkpoint behind what is done of it.
   *
   * @param input the batch, maybe empty, and what sets the checkpoint
   */
  @Override
  public void processRecords(DynamoDBStreamsProcessRecordsInput input) {
    List<Record> left =
        input.records().stream().map(DynamoDBStreamsClientRecord::getRecord).toList();
    int attempt = 0;
    while (!left.isEmpty() && !gaveUp) {
      int done = project(left);
      checkpointBehind(left.subList(0, done), input.checkpointer());
      left = left.subList(done, left.size());
      attempt++;
      if (!left.isEmpty()) {
        pauseOrGiveUp(attempt, left.get(0));
      }
    }
  }

  /** Does nothing: the checkpoint stands behind what is done, and another worker goes on there. */
  @Override
  public void leaseLost(LeaseLostInput input) {
    LOG.info("Shard {} goes to another worker", shardId);
  }

  /**
   * Marks the shard as finished, so that its children are begun.
   *
   * @throws IllegalStateException if records of the shard are not done, or the checkpoint can't be
   *     set; the library tries again then
   */
  @Override
  public void shardEnded(ShardEndedInput input) {
    if (gaveUp) {
      throw new IllegalStateException("Shard " + shardId + " is not finished");
    }
    try {
      input.checkpointer().checkpoint();
    } catch (KinesisClientLibRetryableException | KinesisClientLibNonRetryableException e) {
      throw new IllegalStateException("The end of shard " + shardId + " can't be marked", e);
    }
  }

  /** Does nothing: the checkpoint stands behind what is done. */
  @Override
  public void shutdownRequested(ShutdownRequestedInput input) {
    LOG.info("Shard {} is given back", shardId);
  }

  /** How many records from the first on are done. */
  private int project(List<Record> records) {
    try {
      ProjectionResult result = projector.project(records);
      result
          .failures()
          .forEach(
              (groupId, failure) ->
                  LOG.warn("Message group {} failed: {}", groupId, failure.toString()));
      Optional<String> retryFrom = result.retryFrom();
      return retryFrom.isEmpty() ? records.size() : indexOf(retryFrom.get(), records);
    } catch (MessagingException e) {
      LOG.warn("A batch of shard {} failed: {}", shardId, e.toString());
      return 0;
    }
  }

  private static int indexOf(String sequenceNumber, List<Record> records) {
    int index = 0;
    while (!sequenceNumber.equals(records.get(index).dynamodb().sequenceNumber())) {
      index++;
    }
    return index;
  }

  private void checkpointBehind(List<Record> done, RecordProcessorCheckpointer checkpointer) {
    if (done.isEmpty()) {
      return;
    }
    String last = done.get(done.size() - 1).dynamodb().sequenceNumber();
    try {
      checkpointer.checkpoint(last);
    } catch (KinesisClientLibRetryableException | KinesisClientLibNonRetryableException e) {
      // The next one makes up for it; until then, more would come again, which does no harm.
      LOG.warn("The checkpoint of shard {} can't be set", shardId, e);
    }
  }

  private void pauseOrGiveUp(int attempt, Record undone) {
    if (attempt >= retries.maxAttempts()) {
      giveUp(undone, attempt + " attempts");
      return;
    }
    try {
      pause.of(delay(attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      giveUp(undone, "the worker was interrupted");
    }
  }

  private void giveUp(Record undone, String after) {
    gaveUp = true;
    IllegalStateException reason =
        new IllegalStateException(
            "Shard "
                + shardId
                + " gets no further than record "
                + undone.dynamodb().sequenceNumber()
                + ": gave up after "
                + after);
    LOG.error("Stopping the worker", reason);
    onGivingUp.gaveUp(reason);
  }

  private Duration delay(int attempt) {
    Duration doubled = retries.firstDelay().multipliedBy(1L << Math.min(attempt - 1, 30));
    return doubled.compareTo(retries.maxDelay()) < 0 ? doubled : retries.maxDelay();
  }
}
