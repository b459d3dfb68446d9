package io.github.ddbmessaging.benchmarks.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.Attributes;
import io.github.ddbmessaging.MessageGroup;
import io.github.ddbmessaging.NewGroup;
import io.github.ddbmessaging.RetriesExhaustedException;
import io.github.ddbmessaging.RetrySettings;
import io.github.ddbmessaging.Sent;
import io.github.ddbmessaging.benchmarks.contender.Samples;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The table in memory refuses what the service refuses. */
class InFlightTableTest {
  private static final NewGroup GROUP = Samples.group(0, 2);

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final InFlightTable table = new InFlightTable(timer, Duration.ofMillis(1));
  private final AsyncMessagingStore once =
      AsyncMessagingStore.builder()
          .client(table)
          .tableName("table")
          .retries(new RetrySettings(1, Duration.ZERO, Duration.ZERO))
          .build();

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void send_withTheGroupAsItIs_isApplied() {
    MessageGroup group = group();

    Sent sent = send(group).join();

    assertThat(sent.group().newest()).isGreaterThan(group.newest());
    assertThat(table.count(Attributes.MESSAGE_ID)).isEqualTo(2);
    assertThat(table.count(Attributes.GROUP_ID)).isEqualTo(2);
  }

  @Test
  void send_withAStaleGroup_isRefusedByTheHead() {
    MessageGroup group = group();
    send(group).join();

    assertThatThrownBy(() -> send(group).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(RetriesExhaustedException.class)
        .cause()
        .satisfies(e -> assertThat(code(e)).isEqualTo("ConditionalCheckFailed"));
  }

  @Test
  void send_whileAnotherIsInFlight_isRefusedForTheConflict() {
    MessageGroup group = group();

    CompletableFuture<Sent> one = send(group);
    CompletableFuture<Sent> other = send(group);

    assertThat(one.thenApply(sent -> 1)).succeedsWithin(Duration.ofSeconds(10));
    assertThatThrownBy(other::join)
        .cause()
        .cause()
        .satisfies(e -> assertThat(code(e)).isIn("TransactionConflict", "ConditionalCheckFailed"));
    assertThat(table.count(Attributes.MESSAGE_ID)).isEqualTo(2);
  }

  private MessageGroup group() {
    return once.createGroup(GROUP, Samples.message(GROUP, 10)).join().group();
  }

  private CompletableFuture<Sent> send(MessageGroup group) {
    return once.createMessage(group, Samples.message(GROUP, 10));
  }

  private static String code(Throwable failure) {
    return ((TransactionCanceledException) failure).cancellationReasons().get(0).code();
  }
}
