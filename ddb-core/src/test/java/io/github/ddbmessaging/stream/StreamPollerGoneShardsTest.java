package io.github.ddbmessaging.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Shards that go away before they were read to their end, while no poller ran or under its eyes.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamPollerGoneShardsTest {
  private final MadeUpStream stream = new MadeUpStream();
  private final FailingCheckpoints checkpoints = new FailingCheckpoints();
  private final List<String> handled = new ArrayList<>();
  private final List<String> trimmed = new ArrayList<>();

  @Test
  void drain_whenTheShardOfTheCheckpointIsGone_tellsItOnceAndReadsItsChild() {
    checkpoints.save("parent", "7");
    stream.open("child", "parent", "child 1");
    StreamPoller poller = poller();

    poller.drain();
    poller.drain();

    assertThat(trimmed).containsExactly("parent");
    assertThat(handled).containsExactly("child 1");
  }

  @Test
  void drain_whenTheShardOfTheCheckpointIsGoneAndWasSplit_tellsItOnce() {
    checkpoints.save("parent", "7");
    stream.open("left", "parent");
    stream.open("right", "parent");

    poller().drain();

    assertThat(trimmed).containsExactly("parent");
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
        poller(
            records -> {
              if (handled.contains("child 1")) {
                return Optional.empty();
              }
              stream.drop("parent");
              stream.open("child", "parent", "child 1");
              return Optional.of(records.get(0).dynamodb().sequenceNumber());
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
        poller(
            records -> {
              stream.drop("parent");
              stream.drop("child");
              return Optional.of(records.get(0).dynamodb().sequenceNumber());
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
    return poller(records -> Optional.empty());
  }

  private StreamPoller poller(Function<List<Record>, Optional<String>> outcome) {
    return StreamPoller.builder()
        .client(stream)
        .streamArn("arn")
        .checkpoints(checkpoints)
        .onTrimmed(trimmed::add)
        .handler(
            records -> {
              records.forEach(record -> handled.add(MadeUpStream.key(record)));
              return outcome.apply(records);
            })
        .build();
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
