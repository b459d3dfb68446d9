package io.github.ddbmessaging.benchmarks.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.benchmarks.contender.Samples;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.Sent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The table in memory refuses what the service refuses. */
class InFlightTableTest {
  private static final NewGroup GROUP = Samples.group(0, 2);

  /** So far that two sends meet on the way, whatever else the machine does. */
  private static final Duration DISTANCE = Duration.ofMillis(100);

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final InFlightTable table = new InFlightTable(timer, DISTANCE);
  private final List<Integer> requests = new CopyOnWriteArrayList<>();
  private final AsyncMessagingStore store = store();

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void send_withTheGroupAsItIs_isApplied() {
    MessageGroup group = group();

    Sent sent = send(group).join();

    assertThat(sent.group().newest()).isGreaterThan(group.newest());
    assertThat(table.messages()).isEqualTo(2);
    assertThat(table.rows()).isEqualTo(2);
  }

  @Test
  void send_withAStaleGroup_isRefusedByTheHeadAndSentAgain() {
    MessageGroup group = group();
    send(group).join();

    send(group).join();

    assertThat(requests).containsExactly(1, 1, 2);
    assertThat(table.messages()).isEqualTo(3);
  }

  @Test
  void send_whileOneOfAnotherProcessIsInFlight_isRefusedAndChargedAndSentAgain() {
    MessageGroup group = group();
    requests.clear();

    CompletableFuture<Sent> one = send(group);
    CompletableFuture<Sent> other = store().createMessage(group, Samples.message(GROUP, 10));
    CompletableFuture.allOf(one, other).join();

    assertThat(requests).contains(1).hasSize(2);
    assertThat(requests.stream().mapToInt(n -> n).sum()).isGreaterThan(2);
    assertThat(table.refusedUnits()).isGreaterThanOrEqualTo(12);
    assertThat(table.messages()).isEqualTo(3);
  }

  private AsyncMessagingStore store() {
    return AsyncMessagingStore.builder()
        .client(table)
        .tableName("table")
        .retries(new RetrySettings(1, Duration.ZERO, Duration.ZERO))
        .listener(CallListener.atEnd(report -> requests.add(report.requests())))
        .build();
  }

  private MessageGroup group() {
    return store.createGroup(GROUP, Samples.message(GROUP, 10)).join().group();
  }

  private CompletableFuture<Sent> send(MessageGroup group) {
    return store.createMessage(group, Samples.message(GROUP, 10));
  }
}
