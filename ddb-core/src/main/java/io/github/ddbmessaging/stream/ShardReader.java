package io.github.ddbmessaging.stream;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/** Reads one shard batch by batch, from its checkpoint on. Used by one thread. */
final class ShardReader {
  /** The position of a shard that has been read to its end; no sequence number looks so. */
  static final String END = "END";

  /** What a batch brought. */
  enum Progress {
    /** Records were processed. */
    MOVED,
    /** Nothing was there. */
    IDLE,
    /** The handler left records undone, which come again. */
    NOT_DONE,
    /** A request or the handler failed; the batch comes again. */
    FAILED,
    /** The shard has been read to its end. */
    FINISHED
  }

  private final StreamRequests requests;
  private final String shardId;
  private final Checkpoints checkpoints;
  private final RecordHandler handler;
  private final TrimAlarm alarm;
  private @Nullable String iterator;
  private @Nullable String lastDone;

  ShardReader(
      StreamRequests requests,
      String shardId,
      Checkpoints checkpoints,
      RecordHandler handler,
      TrimAlarm alarm) {
    this.requests = requests;
    this.shardId = shardId;
    this.checkpoints = checkpoints;
    this.handler = handler;
    this.alarm = alarm;
    this.lastDone = checkpoints.find(shardId).orElse(null);
  }

  /** Whether the shard has no checkpoint yet, so that it is read from its oldest record on. */
  boolean isUnbegun() {
    return lastDone == null;
  }

  Progress readOnce() {
    if (END.equals(lastDone)) {
      return Progress.FINISHED;
    }
    GetRecordsResponse batch;
    try {
      batch = nextBatch();
    } catch (ResourceNotFoundException e) {
      // The whole shard was trimmed away while it was being read.
      alarm.shardTrimmed(shardId);
      return finished();
    }
    if (!batch.records().isEmpty()) {
      Optional<String> retryFrom = handler.handle(batch.records());
      if (retryFrom.isPresent()) {
        saveBefore(retryFrom.get(), batch.records());
        iterator = iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, retryFrom.get());
        return Progress.NOT_DONE;
      }
      save(batch.records());
    }
    iterator = batch.nextShardIterator();
    if (iterator == null) {
      return finished();
    }
    return batch.records().isEmpty() ? Progress.IDLE : Progress.MOVED;
  }

  private GetRecordsResponse nextBatch() {
    if (iterator == null) {
      iterator = iteratorFromCheckpoint();
    }
    try {
      return batch(iterator);
    } catch (ExpiredIteratorException e) {
      return batchAfterExpiry();
    } catch (TrimmedDataAccessException e) {
      return batch(oldestIterator());
    }
  }

  private GetRecordsResponse batchAfterExpiry() {
    try {
      return batch(iteratorFromCheckpoint());
    } catch (TrimmedDataAccessException e) {
      return batch(oldestIterator());
    }
  }

  private GetRecordsResponse batch(String from) {
    return requests.records(from);
  }

  private String oldestIterator() {
    alarm.recordsTrimmed(shardId);
    return iterator(ShardIteratorType.TRIM_HORIZON, null);
  }

  private String iteratorFromCheckpoint() {
    if (lastDone == null) {
      return iterator(ShardIteratorType.TRIM_HORIZON, null);
    }
    try {
      return iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, lastDone);
    } catch (TrimmedDataAccessException e) {
      return oldestIterator();
    }
  }

  private String iterator(ShardIteratorType type, @Nullable String sequenceNumber) {
    return requests.iterator(shardId, type, sequenceNumber);
  }

  private void saveBefore(String retryFrom, List<Record> records) {
    int undone = 0;
    while (!records.get(undone).dynamodb().sequenceNumber().equals(retryFrom)) {
      undone++;
    }
    if (undone > 0) {
      save(records.subList(0, undone));
    }
  }

  private void save(List<Record> done) {
    lastDone = done.get(done.size() - 1).dynamodb().sequenceNumber();
    // A checkpoint in the table is streamed itself: saving one for that would never end.
    if (!done.stream().allMatch(ShardReader::isOfCheckpoint)) {
      checkpoints.save(shardId, lastDone);
    }
  }

  private Progress finished() {
    checkpoints.save(shardId, END);
    lastDone = END;
    return Progress.FINISHED;
  }

  private static boolean isOfCheckpoint(Record record) {
    return ItemKey.of(record.dynamodb().keys()).kind() == ItemKind.CHECKPOINT;
  }
}
