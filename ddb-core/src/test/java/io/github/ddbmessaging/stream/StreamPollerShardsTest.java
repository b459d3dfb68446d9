package io.github.ddbmessaging.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.InvalidInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * The turns that shards take, how often the poller asks which there are, and shards that go away
 * before they were read to their end, while no poller ran or under its eyes.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamPollerShardsTest {
  private final MadeUpStream stream = new MadeUpStream();
  private final FailingCheckpoints checkpoints = new FailingCheckpoints();
  private final List<String> handled = new ArrayList<>();
  private final List<String> trimmed = new ArrayList<>();

  @Test
  void run_whenOneShardIsBusy_readsABatchOfEachInTurn() {
    stream.open("busy", null, "busy 1", "busy 2", "busy 3");
    stream.open("quiet", null, "quiet 1");

    runUntilHandled(4);

    assertThat(handled).containsExactly("busy 1", "quiet 1", "busy 2", "busy 3");
  }

  @Test
  void run_whenAShardFailsTimeAndAgain_readsTheShardsBehindItAllTheSame() {
    stream.open("broken", null, "broken 1");
    stream.open("behind", null, "behind 1", "behind 2");

    runUntilHandled(2, "broken 1");

    assertThat(handled).containsExactly("behind 1", "behind 2");
  }

  @Test
  void drain_whenShardsFail_throwsForAllOfThemAfterTheOthersHadTheirTurn() {
    stream.open("broken", null, "broken 1");
    stream.open("between", null, "between 1");
    stream.open("failing", null, "failing 1");
    stream.open("behind", null, "behind 1");

    assertThatThrownBy(poller(StreamPollerShardsTest::failIfBroken)::drain)
        .hasMessage("broken 1")
        .satisfies(
            e -> assertThat(e.getSuppressed()).extracting("message").containsExactly("failing 1"));
    assertThat(handled).contains("between 1", "behind 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.000999S"})
  void longestWait_whenThePollerWouldSpin_isRefused(Duration wait) {
    assertThatThrownBy(() -> StreamPoller.builder().longestWait(wait))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("would spin");
  }

  @Test
  void run_whenClosedInTheMiddleOfARound_readsNoOtherShard() {
    stream.open("one", null, "one 1");
    stream.open("other", null, "other 1");

    runUntilHandled(1);

    assertThat(handled).containsExactly("one 1");
  }

  @Test
  void drain_whenShardsGoOn_describesTheStreamOnce() {
    stream.open("one", null, "one 1", "one 2", "one 3");
    stream.open("other", null, "other 1");

    poller().drain();

    assertThat(handled).hasSize(4);
    assertThat(stream.timesDescribed()).isEqualTo(1);
  }

  @Test
  void drain_whenAShardEnds_describesTheStreamAgain() {
    stream.open("parent", null, "parent 1", "parent 2");
    StreamPoller poller =
        poller(
            key -> {
              if (key.equals("parent 2")) {
                stream.close("parent");
                stream.open("child", "parent", "child 1");
              }
            });

    poller.drain();

    assertThat(handled).containsExactly("parent 1", "parent 2", "child 1");
    assertThat(stream.timesDescribed()).isEqualTo(2);
  }

  @Test
  void drain_whenOneOfTwoChildrenIsDescribedLate_findsItWhenTheParentEnds() {
    stream.open("parent", null, "parent 1");
    stream.close("parent");
    stream.open("left", "parent", "left 1");
    stream.open("busy", null, "busy 1", "busy 2", "busy 3");
    StreamPoller poller =
        poller(
            key -> {
              if (key.equals("parent 1")) {
                stream.open("right", "parent", "right 1");
              }
            });

    poller.drain();

    assertThat(handled)
        .containsExactly("parent 1", "busy 1", "left 1", "busy 2", "right 1", "busy 3");
  }

  @Test
  void drain_whenTheChildIsDescribedLate_findsItWhileAnotherShardIsBusy() {
    stream.open("parent", null);
    stream.close("parent");
    stream.open("busy", null, "busy 1", "busy 2", "busy 3", "busy 4", "busy 5");
    StreamPoller poller =
        poller(
            key -> {
              if (key.equals("busy 3")) {
                stream.open("child", "parent", "child 1");
              }
            });

    poller.drain();

    assertThat(handled)
        .containsExactly("busy 1", "busy 2", "busy 3", "busy 4", "child 1", "busy 5");
  }

  @Test
  void drain_whenTheRoundInWhichAShardEndedFailed_findsItsChildNext() {
    stream.open("parent", null, "parent 1");
    stream.close("parent");
    stream.open("busy", null, "busy 1", "busy 2");
    StreamPoller poller =
        poller(
            key -> {
              if (key.equals("parent 1")) {
                stream.open("child", "parent", "child 1");
              } else if (handled.size() == 2) {
                throw new IllegalStateException("The first time fails");
              }
            });
    assertThatThrownBy(poller::drain).hasMessage("The first time fails");

    poller.drain();

    assertThat(handled).containsExactly("parent 1", "busy 1", "busy 1", "child 1", "busy 2");
  }

  @Test
  void drain_whenTheShardOfTheCheckpointIsGone_tellsItOnceAndReadsItsChildren() {
    checkpoints.save("parent", "7");
    stream.open("left", "parent", "left 1");
    stream.open("right", "parent", "right 1");
    StreamPoller poller = poller();

    poller.drain();
    poller.drain();

    assertThat(trimmed).containsExactly("parent");
    assertThat(handled).containsExactly("left 1", "right 1");
  }

  @Test
  void drain_whenTheParentThatIsGoneWasReadToItsEnd_tellsNothing() {
    stream.open("parent", null, "parent 1");
    stream.close("parent");
    stream.open("child", "parent", "child 1");
    stream.close("child");
    stream.open("grandchild", "child");
    poller().drain();
    stream.drop("parent");
    stream.drop("child");

    poller().drain();

    assertThat(trimmed).isEmpty();
  }

  @Test
  void drain_whenTheConsumerStartsForTheFirstTime_tellsNothing() {
    stream.open("child", "parent", "child 1");

    poller().drain();

    assertThat(trimmed).isEmpty();
  }

  @Test
  void drain_whenTheChildHasACheckpointOfItsOwn_tellsNothingOfItsParent() {
    stream.open("child", "parent", "child 1");
    poller().drain();
    checkpoints.save("parent", "7");

    poller().drain();

    assertThat(trimmed).isEmpty();
  }

  @Test
  void drain_whenAShardVanishesThatWasNotReadToItsEnd_tellsItOnceAndReadsItsChild() {
    stream.open("parent", null, "parent 1");
    StreamPoller poller = poller();
    poller.drain();
    stream.drop("parent");
    stream.open("child", "parent", "child 1");

    poller.drain();
    poller.drain();

    assertThat(trimmed).containsExactly("parent");
    assertThat(handled).containsExactly("parent 1", "child 1");
  }

  @Test
  void drain_whenAShardVanishesThatIsHeldUp_tellsItAndReadsItsChild() {
    stream.open("parent", null, "parent 1");
    StreamPoller poller =
        handling(
            records -> {
              handled.add(MadeUpStream.key(records.get(0)));
              if (handled.contains("child 1")) {
                return Optional.empty();
              }
              stream.drop("parent");
              stream.open("child", "parent", "child 1");
              return undone(records);
            });

    poller.drain();

    assertThat(trimmed).containsExactly("parent");
    assertThat(handled).containsExactly("parent 1", "child 1");
  }

  @Test
  void drain_whenAShardVanishesThatWasNeverRead_tellsIt() {
    stream.open("parent", null, "parent 1");
    stream.open("child", "parent", "child 1");
    StreamPoller poller =
        handling(
            records -> {
              stream.drop("parent");
              stream.drop("child");
              return undone(records);
            });

    poller.drain();

    assertThat(trimmed).containsExactly("parent", "child");
  }

  @Test
  void drain_whenAShardVanishesThatAnotherPollerReadToItsEnd_tellsNothing() {
    stream.open("parent", null, "parent 1");
    StreamPoller poller = poller();
    poller.drain();
    stream.close("parent");
    stream.open("child", "parent");
    poller().drain();
    stream.drop("parent");

    poller.drain();

    assertThat(trimmed).isEmpty();
  }

  @Test
  void drain_whenTheCheckpointOfAVanishedShardCantBeFound_tellsItLater() {
    stream.open("parent", null, "parent 1");
    StreamPoller poller = poller();
    poller.drain();
    stream.drop("parent");
    stream.open("child", "parent");
    checkpoints.failNextFindOf("parent");
    assertThatThrownBy(poller::drain).hasMessage("No find");

    poller.drain();

    assertThat(trimmed).containsExactly("parent");
  }

  @Test
  void drain_whenTheCheckpointOfAMissingParentCantBeFound_tellsItLater() {
    checkpoints.save("parent", "7");
    stream.open("child", "parent");
    StreamPoller poller = poller();
    checkpoints.failNextFindOf("parent");
    assertThatThrownBy(poller::drain).hasMessage("No find");

    poller.drain();

    assertThat(trimmed).containsExactly("parent");
  }

  @Test
  void drain_whenAWholeShardWasTrimmedAndItsEndCantBeSaved_tellsItOnce() {
    stream.open("parent", null, "parent 1");
    StreamPoller poller = poller();
    poller.drain();
    stream.trim("parent");
    checkpoints.failNextSaveOf("parent");
    assertThatThrownBy(poller::drain).hasMessage("No save");

    poller.drain();

    assertThat(trimmed).containsExactly("parent");
  }

  @Test
  void drain_whenTheEndOfAShardCouldNotBeSaved_savesItLater() {
    stream.open("parent", null);
    stream.close("parent");
    stream.open("child", "parent", "child 1");
    StreamPoller poller = poller();
    checkpoints.failNextSaveOf("parent");
    assertThatThrownBy(poller::drain).hasMessage("No save");

    poller.drain();

    assertThat(checkpoints.find("parent")).hasValue("END");
    assertThat(handled).containsExactly("child 1");
  }

  private StreamPoller poller() {
    return poller(key -> {});
  }

  private StreamPoller poller(Consumer<String> afterRecord) {
    return handling(
        records -> {
          for (Record record : records) {
            handled.add(MadeUpStream.key(record));
            afterRecord.accept(MadeUpStream.key(record));
          }
          return Optional.empty();
        });
  }

  private StreamPoller handling(RecordHandler handler) {
    return StreamPoller.builder()
        .client(stream)
        .streamArn("arn")
        .checkpoints(checkpoints)
        .onTrimmed(trimmed::add)
        .handler(handler)
        .build();
  }

  private static void failIfBroken(String key) {
    if (key.startsWith("broken") || key.startsWith("failing")) {
      throw new IllegalStateException(key);
    }
  }

  private void runUntilHandled(int records) {
    runUntilHandled(records, "none");
  }

  private void runUntilHandled(int records, String broken) {
    StreamPoller[] poller = new StreamPoller[1];
    poller[0] =
        poller(
            key -> {
              if (key.equals(broken)) {
                handled.remove(key);
                throw new IllegalStateException(key);
              }
              if (handled.size() == records) {
                poller[0].close();
              }
            });
    poller[0].run();
  }

  private static Optional<String> undone(List<Record> records) {
    return Optional.of(records.get(0).dynamodb().sequenceNumber());
  }

  /** Checkpoints that can't be reached for once. */
  private static final class FailingCheckpoints implements Checkpoints {
    private final Checkpoints healthy = new InMemoryCheckpoints();
    private String failingFind = "";
    private String failingSave = "";

    void failNextFindOf(String shardId) {
      failingFind = shardId;
    }

    void failNextSaveOf(String shardId) {
      failingSave = shardId;
    }

    @Override
    public Optional<String> find(String shardId) {
      if (failingFind.equals(shardId)) {
        failingFind = "";
        throw new IllegalStateException("No find");
      }
      return healthy.find(shardId);
    }

    @Override
    public void save(String shardId, String position) {
      if (failingSave.equals(shardId)) {
        failingSave = "";
        throw new IllegalStateException("No save");
      }
      healthy.save(shardId, position);
    }
  }
}
