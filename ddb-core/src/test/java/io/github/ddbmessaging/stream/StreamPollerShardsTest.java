package io.github.ddbmessaging.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** The turns that shards take, and how often the poller asks which there are. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamPollerShardsTest {
  private final MadeUpStream stream = new MadeUpStream();
  private final List<String> handled = new ArrayList<>();

  @Test
  void run_whenOneShardIsBusy_readsABatchOfEachInTurn() {
    stream.open("busy", null, "busy 1", "busy 2", "busy 3");
    stream.open("quiet", null, "quiet 1");

    runUntilHandled(4);

    assertThat(handled).containsExactly("busy 1", "quiet 1", "busy 2", "busy 3");
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

  private StreamPoller poller() {
    return poller(key -> {});
  }

  private void runUntilHandled(int records) {
    StreamPoller[] poller = new StreamPoller[1];
    poller[0] =
        poller(
            key -> {
              if (handled.size() == records) {
                poller[0].close();
              }
            });
    poller[0].run();
  }

  private StreamPoller poller(Consumer<String> afterRecord) {
    return StreamPoller.builder()
        .client(stream)
        .streamArn("arn")
        .handler(
            records -> {
              for (Record record : records) {
                handled.add(MadeUpStream.key(record));
                afterRecord.accept(MadeUpStream.key(record));
              }
              return Optional.empty();
            })
        .build();
  }
}
