package io.github.ddbmessaging.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.MessageGroup;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A poller in a thread of its own, until it is told to end. */
@Timeout(60)
class StreamPollerRunTest extends PollerTest {
  private static final int MOST_SECONDS = 30;

  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  @AfterEach
  void endThread() {
    thread.shutdownNow();
  }

  @Test
  void run_whenMessagesCome_handsThemOverUntilClosed() throws Exception {
    MessageGroup group = group();
    StreamPoller poller = poller(this::projected);
    Future<?> running = thread.submit(poller::run);
    assertThat(nextHandled()).isEqualTo("First");
    send(group, "Second");
    assertThat(nextHandled()).isEqualTo("Second");

    poller.close();

    running.get(MOST_SECONDS, TimeUnit.SECONDS);
    drain();
  }

  @Test
  void run_whenShardsAreClosedMeanwhile_follows() throws Exception {
    MessageGroup group = group();
    StreamPoller poller = poller(this::projected);
    Future<?> running = thread.submit(poller::run);
    assertThat(nextHandled()).isEqualTo("First");
    stream.skip();

    dynamoDb.triggerShardRollovers();
    send(group, "Second");

    assertThat(nextHandled()).isEqualTo("Second");
    poller.close();
    running.get(MOST_SECONDS, TimeUnit.SECONDS);
    poller(this::projected).drain();
  }

  @Test
  void run_whenClosedBefore_returnsWithoutARequest() {
    StreamPoller poller = poller(this::projected);
    poller.close();

    poller.run();

    assertThat(faults.calls()).isEmpty();
  }

  @Test
  void close_fromWithinTheHandler_endsAfterTheBatch() throws Exception {
    MessageGroup group = group();
    send(group, "Second");
    StreamPoller[] poller = new StreamPoller[1];
    poller[0] =
        poller(
            records -> {
              poller[0].close();
              return projected(records);
            });

    thread.submit(poller[0]::run).get(MOST_SECONDS, TimeUnit.SECONDS);

    assertThat(handled).containsExactly("First", "Second");
  }

  @Test
  void run_whenTheThreadIsInterrupted_returnsAndKeepsTheFlag() throws Exception {
    group();
    StreamPoller poller =
        poller(
            records -> {
              Optional<String> retryFrom = projected(records);
              Thread.currentThread().interrupt();
              return retryFrom;
            });
    CountDownLatch ended = new CountDownLatch(1);
    boolean[] interrupted = new boolean[1];
    Thread running =
        new Thread(
            () -> {
              poller.run();
              interrupted[0] = Thread.currentThread().isInterrupted();
              ended.countDown();
            });

    running.start();

    assertThat(ended.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(interrupted[0]).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeStream", "GetShardIterator", "GetRecords"})
  void run_whenARequestIsThrottled_triesAgain(String operation) throws Exception {
    group();
    faults.on(operation).firstCalls(2).throttled();
    StreamPoller poller = poller(this::projected);

    Future<?> running = thread.submit(poller::run);

    assertThat(nextHandled()).isEqualTo("First");
    assertThat(faults.injected()).hasSize(2);
    poller.close();
    running.get(MOST_SECONDS, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void run_whenTheHandlerThrowsOrLeavesRecordsUndone_deliversTheBatchAgain(boolean isThrowing)
      throws Exception {
    group();
    AtomicBoolean isFirst = new AtomicBoolean(true);
    StreamPoller poller =
        poller(
            records -> {
              if (!isFirst.getAndSet(false)) {
                return projected(records);
              }
              if (isThrowing) {
                throw new IllegalStateException("The first time fails");
              }
              return Optional.of(records.get(0).dynamodb().sequenceNumber());
            });

    Future<?> running = thread.submit(poller::run);

    assertThat(nextHandled()).isEqualTo("First");
    assertThat(nextHandled()).isEqualTo("First");
    poller.close();
    running.get(MOST_SECONDS, TimeUnit.SECONDS);
  }

  private StreamPoller poller(RecordHandler handler) {
    return builder(handler).longestWait(Duration.ofMillis(100)).build();
  }

  private String nextHandled() throws InterruptedException {
    return handled.poll(MOST_SECONDS, TimeUnit.SECONDS);
  }
}
