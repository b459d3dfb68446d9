package io.github.ddbmessaging.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.store.Wire;
import io.github.ddbmessaging.testing.internal.InterceptedClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Following a stream to its end: shards, checkpoints and what a handler leaves undone. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamPollerTest extends ProjectionTest {
  private final Wire streamWire = new Wire();
  private final List<Record> handled = new ArrayList<>();

  @Test
  void drain_whenNothingCame_handsOverNothing() {
    collecting(new InMemoryCheckpoints()).drain();

    assertThat(handled).isEmpty();
  }

  @Test
  void drain_whenRecordsAreThere_handsThemOverOnceInTheirOrder() {
    MessageGroup group = group();
    for (int n = 1; n <= 5; n++) {
      send(group, "Message " + n);
    }

    collecting(new InMemoryCheckpoints()).drain();

    assertThat(texts())
        .containsExactly("First", "Message 1", "Message 2", "Message 3", "Message 4", "Message 5");
    poller(new InMemoryCheckpoints()).drain();
  }

  @Test
  void drain_withAProjector_bringsTheRowsUpToDate() {
    MessageGroup group = group();
    send(group, "Second");

    poller(new InMemoryCheckpoints()).drain();

    assertThat(rows("bob")).extracting(MessageGroupRow::preview).containsExactly("Second");
  }

  @Test
  void drain_whenCalledAgain_handsOverOnlyWhatIsNew() {
    MessageGroup group = group();
    StreamPoller poller = projectingAndCollecting(new InMemoryCheckpoints());
    poller.drain();
    handled.clear();
    send(group, "Second");

    poller.drain();

    assertThat(texts()).containsExactly("Second");
  }

  @Test
  void drain_whenShardsWereClosedAndOpenedBefore_readsThemParentsFirst() {
    MessageGroup group = group();
    for (int n = 1; n <= 4; n++) {
      send(group, "Message " + n);
      dynamoDb.triggerShardRollovers();
    }

    projectingAndCollecting(new InMemoryCheckpoints()).drain();

    assertThat(texts())
        .containsExactly("First", "Message 1", "Message 2", "Message 3", "Message 4");
  }

  @Test
  void drain_whenTheShardIsClosedWhileItIsRead_followsToTheNextOne() {
    MessageGroup group = group();
    StreamPoller poller = projectingAndCollecting(new InMemoryCheckpoints());
    send(group, "Before");
    poller.drain();
    send(group, "Still in the old shard");
    dynamoDb.triggerShardRollovers();
    send(group, "In the new shard");

    poller.drain();

    assertThat(texts())
        .containsExactly("First", "Before", "Still in the old shard", "In the new shard");
  }

  @Test
  void drain_whenTheShardIsClosedFromWithinTheHandler_losesNothing() {
    MessageGroup group = group();
    send(group, "Second");
    StreamPoller poller =
        handling(
            new InMemoryCheckpoints(),
            records -> {
              if (handled.isEmpty()) {
                dynamoDb.triggerShardRollovers();
                send(group, "Third");
              }
              return projectAndCollect(records);
            });

    poller.drain();

    assertThat(texts()).containsExactly("First", "Second", "Third");
  }

  @Test
  void drain_whenTheStreamIsDescribedInPages_readsEveryShard() {
    MessageGroup group = group();
    for (int n = 1; n <= 3; n++) {
      dynamoDb.triggerShardRollovers();
      send(group, "Message " + n);
    }
    streamWire.fail(
        number ->
            (request, service) ->
                service.send(
                    request instanceof DescribeStreamRequest describe
                        ? describe.toBuilder().limit(1).build()
                        : request));

    projectingAndCollecting(new InMemoryCheckpoints()).drain();

    assertThat(texts()).containsExactly("First", "Message 1", "Message 2", "Message 3");
  }

  @Test
  void drain_whenStartedAgainFromACheckpoint_goesOnBehindIt() {
    Checkpoints checkpoints = new InMemoryCheckpoints();
    MessageGroup group = group();
    send(group, "Second");
    projectingAndCollecting(checkpoints).drain();
    handled.clear();
    send(group, "Third");

    projectingAndCollecting(checkpoints).drain();

    assertThat(texts()).containsExactly("Third");
  }

  @Test
  void drain_whenStartedAgainAfterShardsWereClosed_doesNotReadTheFinishedOnes() {
    Checkpoints checkpoints = new InMemoryCheckpoints();
    MessageGroup group = group();
    projectingAndCollecting(checkpoints).drain();
    dynamoDb.triggerShardRollovers();
    projectingAndCollecting(checkpoints).drain();
    handled.clear();
    send(group, "Second");
    streamWire.clear();

    projectingAndCollecting(checkpoints).drain();

    assertThat(texts()).containsExactly("Second");
    assertThat(streamWire.requests(GetShardIteratorRequest.class)).hasSize(1);
  }

  @Test
  void drain_whenStartedAgainFromACheckpointInTheTable_goesOnBehindIt() {
    MessageGroup group = group();
    send(group, "Second");
    projectingAndCollecting(inTable("rows")).drain();
    handled.clear();
    send(group, "Third");

    projectingAndCollecting(inTable("rows")).drain();

    assertThat(texts()).containsExactly("Third");
  }

  @Test
  void drain_withAnotherConsumersCheckpointInTheTable_beginsAtTheOldestRecord() {
    group();
    projectingAndCollecting(inTable("rows")).drain();
    handled.clear();

    projectingAndCollecting(inTable("search")).drain();

    assertThat(texts()).containsExactly("First");
  }

  @Test
  void drain_whenOnlyCheckpointsCame_savesNone() {
    send(group(), "Second");
    StreamPoller poller = projectingAndCollecting(inTable("rows"));
    poller.drain();
    wire.clear();

    poller.drain();

    assertThat(wire.requests(PutItemRequest.class)).isEmpty();
  }

  @Test
  void drain_whenTwoConsumersKeepCheckpointsInTheTable_comesToAnEnd() {
    send(group(), "Second");
    StreamPoller one = projectingAndCollecting(inTable("rows"));
    StreamPoller other = projectingAndCollecting(inTable("search"));
    one.drain();
    other.drain();
    wire.clear();

    one.drain();
    other.drain();

    assertThat(wire.requests(PutItemRequest.class)).isEmpty();
  }

  @Test
  void drain_whenTheHandlerThrows_throwsItAndDeliversTheBatchAgain() {
    group();
    StreamPoller poller =
        handling(
            new InMemoryCheckpoints(),
            records -> {
              collect(records);
              if (handled.size() == 1) {
                throw new IllegalStateException("The first time fails");
              }
              return Optional.empty();
            });
    assertThatThrownBy(poller::drain).hasMessage("The first time fails");

    poller.drain();

    assertThat(texts()).containsExactly("First", "First");
  }

  @Test
  void drain_whenTheHandlerLeavesRecordsUndone_deliversFromThereAgain() {
    MessageGroup group = group();
    send(group, "Second");
    send(group, "Third");
    List<List<String>> batches = new ArrayList<>();
    StreamPoller poller =
        handling(
            new InMemoryCheckpoints(),
            records -> {
              batches.add(texts(records));
              return batches.size() == 1
                  ? Optional.of(ofText(records, "Second").dynamodb().sequenceNumber())
                  : store.projector().project(records).retryFrom();
            });

    poller.drain();

    assertThat(batches.get(0)).containsExactly("First", "Second", "Third");
    assertThat(batches.get(1)).containsExactly("Second", "Third");
  }

  @Test
  void drain_whenStartedAgainAfterRecordsWereLeftUndone_beginsWithThem() {
    Checkpoints checkpoints = new InMemoryCheckpoints();
    MessageGroup group = group();
    send(group, "Second");
    StreamPoller stuck =
        handling(
            checkpoints,
            records -> Optional.of(ofText(records, "Second").dynamodb().sequenceNumber()));
    assertThatThrownBy(stuck::drain).isInstanceOf(IllegalStateException.class);

    projectingAndCollecting(checkpoints).drain();

    assertThat(texts()).containsExactly("Second");
  }

  @Test
  void drain_whenNothingIsEverDone_givesUp() {
    group();
    StreamPoller poller =
        handling(
            new InMemoryCheckpoints(),
            records -> Optional.of(records.get(0).dynamodb().sequenceNumber()));

    assertThatThrownBy(poller::drain)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("left records undone");
  }

  @Test
  void drain_whenNothingIsEverDoneInOneShardAndAnotherIsIdle_givesUp() {
    group();
    streamWire.fail(number -> new IdleShard());
    StreamPoller poller =
        handling(
            new InMemoryCheckpoints(),
            records -> Optional.of(records.get(0).dynamodb().sequenceNumber()));

    assertThatThrownBy(poller::drain).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void drain_whenCaughtUp_asksForRecordsOnceAndMore() {
    group();
    StreamPoller poller = projectingAndCollecting(new InMemoryCheckpoints());
    poller.drain();
    streamWire.clear();

    poller.drain();

    assertThat(streamWire.requests(GetRecordsRequest.class)).hasSize(1);
    assertThat(streamWire.requests()).hasSize(2);
  }

  @Test
  void build_whenSomethingIsMissing_isRefused() {
    StreamPoller.Builder builder = StreamPoller.builder().client(dynamoDb.streamsClient());

    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("streamArn");
  }

  private StreamPoller collecting(Checkpoints checkpoints) {
    return handling(
        checkpoints,
        records -> {
          collect(records);
          return Optional.empty();
        });
  }

  private StreamPoller projectingAndCollecting(Checkpoints checkpoints) {
    return handling(checkpoints, this::projectAndCollect);
  }

  private StreamPoller handling(Checkpoints checkpoints, RecordHandler handler) {
    DynamoDbStreamsClient client =
        InterceptedClients.wrap(
            DynamoDbStreamsClient.class, dynamoDb.streamsClient(), streamWire, () -> {});
    return StreamPoller.builder()
        .client(client)
        .streamArn(streamArn)
        .checkpoints(checkpoints)
        .handler(handler)
        .build();
  }

  private Checkpoints inTable(String consumer) {
    return new TableCheckpoints(wire.to(table).client(), table.name(), consumer);
  }

  private Optional<String> projectAndCollect(List<Record> records) {
    collect(records);
    return store.projector().project(records).retryFrom();
  }

  private void collect(List<Record> records) {
    handled.addAll(records.stream().filter(StreamTail::isOfMessage).toList());
  }

  private List<String> texts() {
    return texts(handled);
  }

  private static List<String> texts(List<Record> records) {
    return records.stream()
        .filter(StreamTail::isOfMessage)
        .map(record -> record.dynamodb().newImage().get("message").s())
        .toList();
  }

  private static Record ofText(List<Record> records, String text) {
    return records.stream()
        .filter(StreamTail::isOfMessage)
        .filter(record -> record.dynamodb().newImage().get("message").s().equals(text))
        .findFirst()
        .orElseThrow();
  }
}
