package io.github.ddbmessaging.stream;

import io.github.ddbmessaging.table.Attributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A stream without a server, of whatever shards a test wants: DynamoDB Local has one open shard,
 * and trims nothing. A batch is one record. Used by one thread.
 */
final class MadeUpStream implements DynamoDbStreamsClient {
  private final Map<String, Shard> described = new LinkedHashMap<>();
  private final Map<String, List<Record>> records = new LinkedHashMap<>();
  private final Set<String> closed = new HashSet<>();
  private int timesDescribed;
  private int lastSequenceNumber = 100;

  /** Opens a shard and fills it. */
  void open(String shardId, @Nullable String parent, String... keys) {
    described.put(shardId, Shard.builder().shardId(shardId).parentShardId(parent).build());
    records.put(shardId, new ArrayList<>());
    for (String key : keys) {
      put(shardId, key);
    }
  }

  void put(String shardId, String key) {
    lastSequenceNumber++;
    records.get(shardId).add(record(key));
  }

  void close(String shardId) {
    closed.add(shardId);
  }

  /** Describes a shard no more, as happens a day after it was closed. */
  void drop(String shardId) {
    described.remove(shardId);
  }

  /** Removes all that a shard holds, between two descriptions that have it. */
  void trim(String shardId) {
    records.remove(shardId);
  }

  int timesDescribed() {
    return timesDescribed;
  }

  @Override
  public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
    timesDescribed++;
    return DescribeStreamResponse.builder()
        .streamDescription(stream -> stream.shards(described.values()))
        .build();
  }

  @Override
  public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
    String shardId = request.shardId();
    int start =
        switch (request.shardIteratorType()) {
          case TRIM_HORIZON -> 0;
          case AT_SEQUENCE_NUMBER -> indexOf(request.sequenceNumber(), shardId);
          case AFTER_SEQUENCE_NUMBER -> indexOf(request.sequenceNumber(), shardId) + 1;
          default -> throw new IllegalArgumentException(request.shardIteratorTypeAsString());
        };
    return GetShardIteratorResponse.builder().shardIterator(iterator(shardId, start)).build();
  }

  @Override
  public GetRecordsResponse getRecords(GetRecordsRequest request) {
    String[] position = request.shardIterator().split("@", -1);
    String shardId = position[0];
    int start = Integer.parseInt(position[1]);
    List<Record> all = recordsOf(shardId);
    int end = Math.min(start + 1, all.size());
    boolean isAtEnd = end == all.size() && closed.contains(shardId);
    return GetRecordsResponse.builder()
        .records(all.subList(start, end))
        .nextShardIterator(isAtEnd ? null : iterator(shardId, end))
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  /** The key of a record. */
  static String key(Record record) {
    return record.dynamodb().keys().get(Attributes.PK).s();
  }

  private List<Record> recordsOf(String shardId) {
    List<Record> all = records.get(shardId);
    if (all == null) {
      throw ResourceNotFoundException.builder().message("No such shard").build();
    }
    return all;
  }

  private int indexOf(String sequenceNumber, String shardId) {
    return recordsOf(shardId).stream()
        .map(record -> record.dynamodb().sequenceNumber())
        .toList()
        .indexOf(sequenceNumber);
  }

  private static String iterator(String shardId, int start) {
    return shardId + "@" + start;
  }

  private Record record(String key) {
    return Record.builder()
        .eventName(OperationType.INSERT)
        .dynamodb(
            StreamRecord.builder()
                .sequenceNumber(Integer.toString(lastSequenceNumber))
                .keys(Map.of(Attributes.PK, AttributeValue.fromS(key)))
                .build())
        .build();
  }
}
