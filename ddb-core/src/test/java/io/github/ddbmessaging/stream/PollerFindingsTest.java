package io.github.ddbmessaging.stream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.store.Wire;
import io.github.ddbmessaging.testing.internal.InterceptedClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class PollerFindingsTest extends ProjectionTest {
  /** 5. One shard is held up for ever, another is idle: drain must give up. */
  @Test
  void drain_whenOneShardIsHeldUpAndAnotherIdle_givesUp() {
    group();
    Wire streamWire = new Wire();
    streamWire.fail(
        number ->
            (request, service) -> {
              if (request instanceof DescribeStreamRequest) {
                return service
                    .send(request, DescribeStreamResponse.class)
                    .thenApply(
                        answer -> {
                          List<Shard> shards = new ArrayList<>(answer.streamDescription().shards());
                          shards.add(Shard.builder().shardId("shardId-idle").build());
                          return answer.toBuilder()
                              .streamDescription(
                                  answer.streamDescription().toBuilder().shards(shards).build())
                              .build();
                        });
              }
              if (request instanceof GetShardIteratorRequest get
                  && get.shardId().equals("shardId-idle")) {
                return CompletableFuture.completedFuture(
                    GetShardIteratorResponse.builder().shardIterator("idle").build());
              }
              if (request instanceof GetRecordsRequest get && get.shardIterator().equals("idle")) {
                return CompletableFuture.completedFuture(
                    GetRecordsResponse.builder().nextShardIterator("idle").build());
              }
              return service.send(request);
            });
    int[] calls = new int[1];
    StreamPoller poller =
        StreamPoller.builder()
            .client(
                InterceptedClients.wrap(
                    DynamoDbStreamsClient.class, dynamoDb.streamsClient(), streamWire, () -> {}))
            .streamArn(streamArn)
            .handler(
                records -> {
                  if (++calls[0] > 1_000) {
                    throw new AssertionError("drain goes on for ever");
                  }
                  return Optional.of(records.get(0).dynamodb().sequenceNumber());
                })
            .build();

    assertThatThrownBy(poller::drain).isInstanceOf(IllegalStateException.class);
  }

  /** 6. The iterator has expired and the records behind the checkpoint are trimmed as well. */
  @Test
  void drain_whenTheIteratorHasExpiredAndTheRecordsAreTrimmed_goesOnWithTheOldest() {
    group();
    io.github.ddbmessaging.testing.fault.Faults faults =
        io.github.ddbmessaging.testing.fault.Faults.withSeed(1);
    faults.on("GetRecords").call(1).expiredIterator();
    faults.on("GetRecords").call(1).trimmedRecords();
    List<String> trimmed = new ArrayList<>();
    List<Record> handled = new ArrayList<>();
    StreamPoller poller =
        StreamPoller.builder()
            .client(faults.wrap(dynamoDb.streamsClient()))
            .streamArn(streamArn)
            .onTrimmed(trimmed::add)
            .handler(
                records -> {
                  handled.addAll(records);
                  return Optional.empty();
                })
            .build();

    poller.drain();

    org.assertj.core.api.Assertions.assertThat(trimmed).hasSize(1);
    org.assertj.core.api.Assertions.assertThat(handled).isNotEmpty();
  }
}
