package io.github.ddbmessaging.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.testing.fault.Faults;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What a stream has in store for those who are late. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamPollerFaultsTest extends ProjectionTest {
  private final Faults faults = Faults.withSeed(1);
  private final Checkpoints checkpoints = new InMemoryCheckpoints();
  private final List<Record> handled = new ArrayList<>();
  private final List<String> trimmed = new ArrayList<>();

  @Test
  void drain_whenTheFirstIteratorHasExpired_losesAndRepeatsNothing() {
    send(group(), "Second");
    faults.on("GetRecords").call(1).expiredIterator();

    poller().drain();

    assertThat(texts()).containsExactly("First", "Second");
  }

  @Test
  void drain_whenALaterIteratorHasExpired_losesAndRepeatsNothing() {
    MessageGroup group = group();
    faults.on("GetRecords").call(2).expiredIterator();
    StreamPoller poller = poller();
    poller.drain();
    send(group, "Second");

    poller.drain();

    assertThat(texts()).containsExactly("First", "Second");
    assertThat(trimmed).isEmpty();
  }

  @Test
  void drain_whenTheIteratorHasExpiredEveryOtherTime_losesAndRepeatsNothing() {
    MessageGroup group = group();
    faults.on("GetRecords").when(new EveryOther()::next).expiredIterator();
    StreamPoller poller = poller();
    for (int n = 1; n <= 3; n++) {
      send(group, "Message " + n);
      poller.drain();
    }

    assertThat(texts()).containsExactly("First", "Message 1", "Message 2", "Message 3");
  }

  @Test
  void drain_whenRecordsWereTrimmed_tellsItAndGoesOnWithTheOldest() {
    send(group(), "Second");
    faults.on("GetRecords").call(1).trimmedRecords();

    poller().drain();

    assertThat(trimmed).containsExactly(shardId());
    assertThat(texts()).containsExactly("First", "Second");
  }

  @Test
  void drain_whenTheIteratorHasExpiredAndTheRecordsWereTrimmed_goesOnWithTheOldest() {
    send(group(), "Second");
    faults.on("GetRecords").call(1).expiredIterator();
    faults.on("GetRecords").call(1).trimmedRecords();

    poller().drain();

    assertThat(trimmed).containsExactly(shardId());
    assertThat(texts()).containsExactly("First", "Second");
  }

  @Test
  void drain_whenTheCheckpointWasTrimmed_tellsItAndGoesOnWithTheOldest() {
    send(group(), "Second");
    checkpoints.save(shardId(), "1");
    faults.on("GetShardIterator").call(1).trimmedRecords();

    poller().drain();

    assertThat(trimmed).containsExactly(shardId());
    assertThat(texts()).containsExactly("First", "Second");
  }

  @Test
  void drain_whenAWholeShardWasTrimmed_tellsItAndGoesOnWithItsChild() {
    MessageGroup group = group();
    String parent = shardId();
    dynamoDb.triggerShardRollovers();
    send(group, "Second");
    faults
        .on("GetRecords")
        .call(1)
        .failing(message -> ResourceNotFoundException.builder().message(message).build());

    poller().drain();

    assertThat(trimmed).containsExactly(parent);
    assertThat(texts()).containsExactly("Second");
  }

  @Test
  void drain_whenRecordsComeRepeatedAndShuffled_endsInTheNewestMessageLeft() {
    MessageGroup group = group();
    for (Story story : Story.values()) {
      story.writes(this, group).forEach(Runnable::run);
    }
    faults.on("GetRecords").recordsRepeated();
    faults.on("GetRecords").recordsShuffled();

    poller().drain();

    assertThat(violations()).isEmpty();
  }

  private StreamPoller poller() {
    return StreamPoller.builder()
        .client(faults.wrap(dynamoDb.streamsClient()))
        .streamArn(streamArn)
        .checkpoints(checkpoints)
        .onTrimmed(trimmed::add)
        .handler(
            records -> {
              handled.addAll(records.stream().filter(StreamTail::isOfMessage).toList());
              return project(records).retryFrom();
            })
        .build();
  }

  private String shardId() {
    return dynamoDb
        .streamsClient()
        .describeStream(describe -> describe.streamArn(streamArn))
        .streamDescription()
        .shards()
        .get(0)
        .shardId();
  }

  private List<String> texts() {
    return handled.stream().map(record -> record.dynamodb().newImage().get("message").s()).toList();
  }

  private static final class EveryOther {
    private boolean last = true;

    boolean next(Object call) {
      last = !last;
      return last;
    }
  }
}
