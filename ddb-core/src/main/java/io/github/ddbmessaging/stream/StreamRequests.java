package io.github.ddbmessaging.stream;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The requests of a poller.
 *
 * @param client stays the caller's
 * @param streamArn the stream
 */
record StreamRequests(DynamoDbStreamsClient client, String streamArn) {

  /** All shards, with one {@code DescribeStream} for each page of them. */
  List<Shard> shards() {
    List<Shard> shards = new ArrayList<>();
    String last = null;
    do {
      String start = last;
      StreamDescription page =
          client
              .describeStream(
                  describe -> describe.streamArn(streamArn).exclusiveStartShardId(start))
              .streamDescription();
      shards.addAll(page.shards());
      last = page.lastEvaluatedShardId();
    } while (last != null);
    return shards;
  }

  GetRecordsResponse records(String shardIterator) {
    return client.getRecords(get -> get.shardIterator(shardIterator));
  }

  String iterator(String shardId, ShardIteratorType type, @Nullable String sequenceNumber) {
    return client
        .getShardIterator(
            GetShardIteratorRequest.builder()
                .streamArn(streamArn)
                .shardId(shardId)
                .shardIteratorType(type)
                .sequenceNumber(sequenceNumber)
                .build())
        .shardIterator();
  }
}
