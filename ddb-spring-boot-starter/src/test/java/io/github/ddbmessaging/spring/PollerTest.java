package io.github.ddbmessaging.spring;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.stream.RecordHandler;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class PollerTest {

  @Test
  void streamedMessages_whenThePollerRuns_reachTheLists() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Projections projections = new Projections(2);
    Contexts.local()
        .withPropertyValues(
            "ddb.messaging.poller.enabled=true",
            "ddb.messaging.poller.longest-wait=10ms",
            "ddb.messaging.send-mode=streamed")
        .withBean(CallListener.class, () -> projections.listener())
        .withBean(MeterRegistry.class, () -> meters)
        .run(
            assertable -> {
              ConfigurableApplicationContext context = assertable.getSourceApplicationContext();
              MessagingStore store = context.getBean(MessagingStore.class);
              Sent first = Contexts.send(store);
              projections.awaitOne();
              Sent second =
                  store.createMessage(first.group(), NewMessage.from("ann", "Are you there?"));
              projections.awaitAll();
              assertThat(store.listMessageGroups("bob", newestFirst(1)).items())
                  .singleElement()
                  .satisfies(
                      row -> assertThat(row.lastMessage()).isEqualTo(second.message().ref()));
              context.close();
            });

    assertThat(meters.get("ddb.messaging.records").tag("outcome", "done").counter().count())
        .isEqualTo(2);
  }

  @Test
  void damagedMessages_whenThePollerMeetsThem_areRejected() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Projections projections = new Projections(1);
    Contexts.local()
        .withPropertyValues("ddb.messaging.poller.enabled=true")
        .withBean(CallListener.class, () -> projections.listener())
        .withBean(MeterRegistry.class, () -> meters)
        .run(
            context -> {
              LocalDynamoDb engine = context.getBean(LocalDynamoDb.class);
              engine
                  .client()
                  .putItem(
                      put ->
                          put.tableName("messages")
                              .item(
                                  Map.of(
                                      "pk", AttributeValue.fromS("MSG#g"),
                                      "sk", AttributeValue.fromS("2026-damaged"))));
              projections.awaitAll();
            });

    assertThat(meters.get("ddb.messaging.records").tag("outcome", "rejected").counter().count())
        .isEqualTo(1);
  }

  @Test
  void lifecycle_whenStoppedAndStartedAgain_runsAgain() {
    Contexts.local()
        .withPropertyValues("ddb.messaging.poller.enabled=true")
        .run(
            context -> {
              PollerLifecycle poller = context.getBean(PollerLifecycle.class);
              poller.stop();
              boolean running = poller.isRunning();
              poller.stop();
              poller.start();

              assertThat(running).isFalse();
              assertThat(poller.isRunning()).isTrue();
            });
  }

  @Test
  void stop_whenInterrupted_doesNotWait() {
    Contexts.local()
        .withPropertyValues("ddb.messaging.poller.enabled=true")
        .run(
            context -> {
              Thread.currentThread().interrupt();
              context.getBean(PollerLifecycle.class).stop();

              assertThat(Thread.interrupted()).isTrue();
            });
  }

  @Test
  void stop_whileABatchIsWorkedOn_waitsForAWhileOnly() {
    HeldUp handler = new HeldUp();
    Contexts.local()
        .withPropertyValues("ddb.messaging.poller.enabled=true")
        .run(
            context -> {
              PollerLifecycle poller =
                  new PollerLifecycle(
                      context.getBean(DynamoDbStreamsClient.class),
                      context.getBean(MessagingTable.class)::streamArn,
                      handler,
                      null,
                      Duration.ofMillis(10),
                      Duration.ofMillis(1));
              poller.start();
              Contexts.send(context.getBean(MessagingStore.class));
              handler.awaitBatch();

              poller.stop();

              assertThat(handler.isHeldUp()).isTrue();
              handler.goOn();
            });
  }

  @Test
  void stop_whileABatchIsWorkedOn_tellsSpringAtItsEnd() {
    HeldUp handler = new HeldUp();
    CountDownLatch stopped = new CountDownLatch(1);
    Contexts.local()
        .withPropertyValues("ddb.messaging.poller.enabled=true")
        .withBean(RecordHandler.class, () -> handler)
        .run(
            context -> {
              Contexts.send(context.getBean(MessagingStore.class));
              handler.awaitBatch();

              context.getBean(PollerLifecycle.class).stop(stopped::countDown);

              assertThat(stopped.getCount()).isEqualTo(1);
              handler.goOn();
              assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
            });
  }

  @Test
  void health_whenAnErrorHasEndedThePoller_isDown() {
    failing()
        .run(
            context -> {
              HealthIndicator health =
                  context.getBean("messagingPollerHealthIndicator", HealthIndicator.class);
              Health before = health.health();
              awaitFailure(context);

              assertThat(before.getStatus()).isEqualTo(Status.UP);
              assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
              assertThat(health.health().getDetails())
                  .containsEntry("endedBy", "java.lang.StackOverflowError");
            });
  }

  @Test
  void log_whenAnErrorHasEndedThePoller_namesItsClassAlone() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(PollerLifecycle.class);
    logger.addAppender(log);
    try {
      failing().run(PollerTest::awaitFailure);
    } finally {
      logger.detachAppender(log);
    }

    assertThat(log.list)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getLevel()).isEqualTo(Level.ERROR);
              assertThat(event.getFormattedMessage())
                  .isEqualTo(
                      "The poller has ended, nothing comes from the stream:"
                          + " java.lang.StackOverflowError");
              // A stack trace would begin with the error's message.
              assertThat(event.getThrowableProxy()).isNull();
            });
  }

  /** With a poller that an error ends at its first record. */
  private static ApplicationContextRunner failing() {
    return Contexts.local()
        .withPropertyValues("ddb.messaging.poller.enabled=true")
        .withBean(
            RecordHandler.class,
            () ->
                records -> {
                  throw new StackOverflowError("with a secret");
                });
  }

  private static void awaitFailure(ApplicationContext context) {
    Contexts.send(context.getBean(MessagingStore.class));
    PollerLifecycle poller = context.getBean(PollerLifecycle.class);
    while (poller.failure().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void health_withoutAPoller_isTheTablesAlone() {
    Contexts.local()
        .run(
            context ->
                assertThat(context)
                    .hasBean("messagingHealthIndicator")
                    .doesNotHaveBean("messagingPollerHealthIndicator"));
  }

  @Test
  void streamsClient_whenTheClientIsTheStartersOwn_goesWhereThatGoes() {
    try (LocalDynamoDb engine = LocalDynamoDb.start()) {
      Contexts.over(engine.endpoint())
          .withPropertyValues("ddb.messaging.poller.enabled=true")
          .run(
              context ->
                  assertThat(
                          context
                              .getBean(DynamoDbStreamsClient.class)
                              .serviceClientConfiguration()
                              .endpointOverride())
                      .contains(engine.endpoint()));
    }
  }

  /** Works on its first batch until it may go on. */
  private static final class HeldUp implements RecordHandler {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    public Optional<String> handle(List<Record> records) {
      begun.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Optional.empty();
    }

    void awaitBatch() throws InterruptedException {
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    }

    boolean isHeldUp() {
      return goOn.getCount() > 0;
    }

    void goOn() {
      goOn.countDown();
    }
  }

  /** Counts batches that were projected. */
  private static final class Projections {
    private final CountDownLatch one = new CountDownLatch(1);
    private final CountDownLatch all;

    Projections(int number) {
      all = new CountDownLatch(number);
    }

    CallListener listener() {
      return CallListener.atEnd(
          report -> {
            if (report.operation().equals("project")) {
              one.countDown();
              all.countDown();
            }
          });
    }

    void awaitOne() throws InterruptedException {
      assertThat(one.await(20, TimeUnit.SECONDS)).isTrue();
    }

    void awaitAll() throws InterruptedException {
      assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }
}
