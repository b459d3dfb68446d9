package io.github.ddbmessaging.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.testing.fault.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** A poller in a thread of its own, until it is told to end. */
@Timeout(60)
class StreamPollerRunTest extends ProjectionTest {
  private static final int MOST_SECONDS = 30;

  private final Faults faults = Faults.withSeed(1);
  private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();
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

  @Test
  void run_whenTheHandlerThrows_deliversTheBatchAgain() throws Exception {
    group();
    CountDownLatch failed = new CountDownLatch(1);
    StreamPoller poller =
        poller(
            records -> {
              if (failed.getCount() == 1) {
                failed.countDown();
                throw new IllegalStateException("The first time fails");
              }
              return projected(records);
            });

    Future<?> running = thread.submit(poller::run);

    assertThat(nextHandled()).isEqualTo("First");
    assertThat(nextHandled()).isEqualTo("First");
    poller.close();
    running.get(MOST_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void run_whenTheHandlerLeavesRecordsUndone_deliversThemAgain() throws Exception {
    group();
    CountDownLatch heldUp = new CountDownLatch(1);
    StreamPoller poller =
        poller(
            records -> {
              if (heldUp.getCount() == 1) {
                heldUp.countDown();
                return Optional.of(records.get(0).dynamodb().sequenceNumber());
              }
              return projected(records);
            });

    Future<?> running = thread.submit(poller::run);

    assertThat(nextHandled()).isEqualTo("First");
    assertThat(nextHandled()).isEqualTo("First");
    poller.close();
    running.get(MOST_SECONDS, TimeUnit.SECONDS);
  }

  /** A poller that tells what it hands over. */
  private StreamPoller poller(RecordHandler handler) {
    return StreamPoller.builder()
        .client(faults.wrap(dynamoDb.streamsClient()))
        .streamArn(streamArn)
        .longestWait(Duration.ofMillis(100))
        .handler(
            records -> {
              records.stream()
                  .filter(StreamTail::isOfMessage)
                  .map(record -> record.dynamodb().newImage().get("message").s())
                  .forEach(handled::add);
              return handler.handle(records);
            })
        .build();
  }

  private Optional<String> projected(List<Record> records) {
    return project(records).retryFrom();
  }

  private String nextHandled() throws InterruptedException {
    return handled.poll(MOST_SECONDS, TimeUnit.SECONDS);
  }
}
