package io.github.ddbmessaging.project;

import io.github.ddbmessaging.internal.item.DecodeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Takes the records out of a stream of one shard as they come, so that a test can deliver them in
 * whatever way it likes.
 */
public final class StreamTail {
  private final DynamoDbStreamsClient client;
  private @Nullable String iterator;

  /** From the beginning of the stream on. */
  StreamTail(DynamoDbStreamsClient client, String streamArn) {
    this.client = client;
    String shardId =
        client
            .describeStream(describe -> describe.streamArn(streamArn))
            .streamDescription()
            .shards()
            .get(0)
            .shardId();
    this.iterator =
        client
            .getShardIterator(
                get ->
                    get.streamArn(streamArn)
                        .shardId(shardId)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
  }

  /** All records since the last call. */
  public List<Record> next() {
    List<Record> all = new ArrayList<>();
    while (true) {
      String current = Objects.requireNonNull(iterator, "the shard was closed");
      GetRecordsResponse batch = client.getRecords(get -> get.shardIterator(current));
      iterator = batch.nextShardIterator();
      all.addAll(batch.records());
      if (batch.records().isEmpty()) {
        return all;
      }
    }
  }

  /** Forgets what has come so far. */
  public void skip() {
    next();
  }

  /** All records of messages since the last call. */
  public List<Record> nextOfMessages() {
    return next().stream().filter(StreamTail::isOfMessage).toList();
  }

  /** The group of a message's record. */
  public static String groupId(Record record) {
    return record.dynamodb().keys().get("pk").s().substring("MSG#".length());
  }

  /** Whether it tells of a message, and is not only the note that the change log does. */
  public static boolean isOfMessage(Record record) {
    return record.dynamodb().keys().get("pk").s().startsWith("MSG#")
        && Character.isDigit(record.dynamodb().keys().get("sk").s().charAt(0))
        && DecodeRecord.event(record).isPresent();
  }
}
