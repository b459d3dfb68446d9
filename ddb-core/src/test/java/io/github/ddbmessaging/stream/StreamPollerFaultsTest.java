package io.github.ddbmessaging.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.project.Story;
import io.github.ddbmessaging.testing.fault.FaultRule;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What a stream has in store for those who are late. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamPollerFaultsTest extends PollerTest {

  @Test
  void drain_whenTheFirstIteratorHasExpired_losesAndRepeatsNothing() {
    send(group(), "Second");
    faults.on("GetRecords").call(1).expiredIterator();

    projecting().drain();

    assertThat(handled).containsExactly("First", "Second");
  }

  @Test
  void drain_whenTheIteratorHasExpiredEveryOtherTime_losesAndRepeatsNothing() {
    MessageGroup group = group();
    AtomicInteger calls = new AtomicInteger();
    faults.on("GetRecords").when(call -> calls.incrementAndGet() % 2 == 0).expiredIterator();
    StreamPoller poller = projecting();
    for (int n = 1; n <= 3; n++) {
      send(group, "Message " + n);
      poller.drain();
    }

    assertThat(handled).containsExactly("First", "Message 1", "Message 2", "Message 3");
    assertThat(trimmed).isEmpty();
  }

  @Test
  void drain_whenRecordsWereTrimmed_tellsItAndContinuesWithTheOldest() {
    send(group(), "Second");
    faults.on("GetRecords").call(1).trimmedRecords();

    assertTrimmedIsToldAndTheRestHandled();
  }

  @Test
  void drain_whenTheIteratorHasExpiredAndTheRecordsWereTrimmed_tellsItAndContinues() {
    send(group(), "Second");
    faults.on("GetRecords").call(1).expiredIterator();
    faults.on("GetRecords").call(1).trimmedRecords();

    assertTrimmedIsToldAndTheRestHandled();
  }

  @Test
  void drain_whenTheCheckpointWasTrimmed_tellsItAndContinuesWithTheOldest() {
    send(group(), "Second");
    checkpoints.save(shardId(), "1");
    faults.on("GetShardIterator").call(1).trimmedRecords();

    assertTrimmedIsToldAndTheRestHandled();
  }

  @Test
  void drain_whenAWholeShardWasTrimmed_tellsItAndContinuesWithItsChild() {
    MessageGroup group = group();
    String parent = shardId();
    dynamoDb.triggerShardRollovers();
    send(group, "Second");
    FaultRule first = faults.on("GetRecords").call(1);
    first.failing(message -> ResourceNotFoundException.builder().message(message).build());

    projecting().drain();

    assertThat(trimmed).containsExactly(parent);
    assertThat(handled).containsExactly("Second");
  }

  @Test
  void drain_whenRecordsComeRepeatedAndShuffled_endsInTheNewestMessageLeft() {
    MessageGroup group = group();
    for (Story story : Story.values()) {
      story.writes(this, group).forEach(Runnable::run);
    }
    faults.on("GetRecords").recordsRepeated();
    faults.on("GetRecords").recordsShuffled();

    builder(this::projected).build().drain();

    assertThat(violations()).isEmpty();
  }

  private void assertTrimmedIsToldAndTheRestHandled() {
    projecting().drain();

    assertThat(trimmed).containsExactly(shardId());
    assertThat(handled).containsExactly("First", "Second");
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
}
