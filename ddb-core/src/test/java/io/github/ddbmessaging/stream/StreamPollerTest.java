package io.github.ddbmessaging.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Following a stream to its end: shards, checkpoints and what a handler leaves undone. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamPollerTest extends PollerTest {

  @Test
  void drain_whenNothingCame_handsOverNothing() {
    projecting().drain();

    assertThat(handled).isEmpty();
  }

  @Test
  void drain_whenCalledAgain_handsOverOnlyWhatIsNewInItsOrder() {
    MessageGroup group = group();
    StreamPoller poller = projecting();
    poller.drain();
    for (int n = 1; n <= 5; n++) {
      send(group, "Message " + n);
    }

    poller.drain();

    assertThat(handled)
        .containsExactly("First", "Message 1", "Message 2", "Message 3", "Message 4", "Message 5");
    assertThat(previews("bob")).containsExactly("Message 5");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void drain_whenShardsWereClosedAndOpenedBefore_readsThemParentsFirst(boolean inPages) {
    MessageGroup group = group();
    for (int n = 1; n <= 3; n++) {
      dynamoDb.triggerShardRollovers();
      send(group, "Message " + n);
    }
    streamWire.fail(
        number ->
            (request, service) ->
                service.send(
                    inPages && request instanceof DescribeStreamRequest describe
                        ? describe.toBuilder().limit(1).build()
                        : request));

    projecting().drain();

    assertThat(handled).containsExactly("First", "Message 1", "Message 2", "Message 3");
  }

  @Test
  void drain_whenTheShardIsClosedWhileItIsRead_followsToTheNextOne() {
    MessageGroup group = group();
    StreamPoller poller = projecting();
    send(group, "Before");
    poller.drain();
    send(group, "Still in the old shard");
    dynamoDb.triggerShardRollovers();
    send(group, "In the new shard");

    poller.drain();

    assertThat(handled)
        .containsExactly("First", "Before", "Still in the old shard", "In the new shard");
  }

  @Test
  void drain_whenTheShardIsClosedFromWithinTheHandler_losesNothing() {
    MessageGroup group = group();
    send(group, "Second");
    StreamPoller poller =
        builder(
                records -> {
                  if (texts(records).contains("First")) {
                    dynamoDb.triggerShardRollovers();
                    send(group, "Third");
                  }
                  return projected(records);
                })
            .build();

    poller.drain();

    assertThat(handled).containsExactly("First", "Second", "Third");
  }

  @Test
  void drain_whenStartedAgainFromACheckpoint_continuesBehindIt() {
    MessageGroup group = group();
    send(group, "Second");
    projecting().drain();
    send(group, "Third");

    projecting().drain();

    assertThat(handled).containsExactly("First", "Second", "Third");
  }

  @Test
  void drain_whenStartedAgainAfterShardsWereClosed_doesNotReadTheFinishedOnes() {
    MessageGroup group = group();
    projecting().drain();
    dynamoDb.triggerShardRollovers();
    projecting().drain();
    send(group, "Second");
    streamWire.clear();

    projecting().drain();

    assertThat(handled).containsExactly("First", "Second");
    assertThat(streamWire.requests(GetShardIteratorRequest.class)).hasSize(1);
  }

  @Test
  void drain_withCheckpointsInTheTable_continuesBehindThoseOfTheConsumer() {
    MessageGroup group = group();
    ofConsumer("rows").drain();
    send(group, "Second");

    ofConsumer("rows").drain();
    ofConsumer("search").drain();

    assertThat(handled).containsExactly("First", "Second", "First", "Second");
  }

  @Test
  void drain_whenOnlyCheckpointsCame_savesNone() {
    send(group(), "Second");
    StreamPoller one = ofConsumer("rows");
    StreamPoller other = ofConsumer("search");
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
        builder(
                records -> {
                  if (handled.size() == 1) {
                    throw new IllegalStateException("The first time fails");
                  }
                  return Optional.empty();
                })
            .build();
    assertThatThrownBy(poller::drain).hasMessage("The first time fails");

    poller.drain();

    assertThat(handled).containsExactly("First", "First");
  }

  @Test
  void drain_whenTheHandlerLeavesRecordsUndone_deliversFromThereAgain() {
    MessageGroup group = group();
    send(group, "Second");
    send(group, "Third");
    List<List<String>> batches = new ArrayList<>();
    StreamPoller poller =
        builder(
                records -> {
                  batches.add(texts(records));
                  return batches.size() == 1 ? sequenceOf("Second", records) : projected(records);
                })
            .build();

    poller.drain();

    assertThat(batches.get(0)).containsExactly("First", "Second", "Third");
    assertThat(batches.get(1)).containsExactly("Second", "Third");
  }

  @Test
  void drain_whenStartedAgainAfterRecordsWereLeftUndone_beginsWithThem() {
    send(group(), "Second");
    StreamPoller stuck = builder(records -> sequenceOf("Second", records)).build();
    assertThatThrownBy(stuck::drain).isInstanceOf(IllegalStateException.class);
    handled.clear();

    projecting().drain();

    assertThat(handled).containsExactly("Second");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void drain_whenNothingIsEverDone_givesUp(boolean besideAnIdleShard) {
    group();
    if (besideAnIdleShard) {
      streamWire.fail(number -> new IdleShard());
    }
    StreamPoller poller = builder(records -> sequenceOf("First", records)).build();

    assertThatThrownBy(poller::drain)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("left records undone");
  }

  @Test
  void drain_whenCaughtUp_asksForRecordsOnceAndMore() {
    group();
    StreamPoller poller = projecting();
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

  private StreamPoller ofConsumer(String name) {
    return builder(this::projected)
        .checkpoints(new TableCheckpoints(wire.to(table).client(), table.name(), name))
        .build();
  }

  /** The sequence number of the record of a message, from which on records are undone then. */
  private static Optional<String> sequenceOf(String text, List<Record> records) {
    return records.stream()
        .filter(record -> texts(List.of(record)).contains(text))
        .map(record -> record.dynamodb().sequenceNumber())
        .findFirst();
  }
}
