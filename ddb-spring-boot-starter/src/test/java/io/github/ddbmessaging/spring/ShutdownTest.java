package io.github.ddbmessaging.spring;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.CallReport;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** That closing the application cuts no send in the middle. */
class ShutdownTest {
  private static final LocalDynamoDb ENGINE = LocalDynamoDb.start();

  static Stream<Arguments> stores() {
    Function<ApplicationContext, Sent> sync =
        context -> Contexts.send(context.getBean(MessagingStore.class));
    Function<ApplicationContext, Sent> async =
        context ->
            context
                .getBean(AsyncMessagingStore.class)
                .createGroup(Contexts.GROUP, Contexts.MESSAGE)
                .join();
    return Stream.of(Arguments.of("sync", sync), Arguments.of("async", async));
  }

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stores")
  void close_whileASendIsUnderWay_waitsForIt(String name, Function<ApplicationContext, Sent> send) {
    HeldUp held = new HeldUp();
    Contexts.over(ENGINE.endpoint())
        .withBean(CallListener.class, () -> held)
        .run(
            assertable -> {
              ConfigurableApplicationContext context = assertable.getSourceApplicationContext();
              MessagingStore store = context.getBean(MessagingStore.class);
              CompletableFuture<Sent> sending =
                  CompletableFuture.supplyAsync(() -> send.apply(context));
              await(held.begun);
              Thread closing = new Thread(context::close);
              closing.start();
              awaitWaitingOrEnd(closing);

              // then
              assertThat(closing.isAlive()).isTrue();
              held.goOn.countDown();
              assertThat(sending.get(20, TimeUnit.SECONDS).message().text()).isEqualTo("Hi Bob");
              closing.join();
              assertThatThrownBy(() -> store.listMessageGroups("ann", newestFirst(1)))
                  .hasMessageContaining("it may be closed");
            });
  }

  /** Spring waits with a time-out, and for nothing else in these applications. */
  private static void awaitWaitingOrEnd(Thread closing) {
    while (closing.getState() != Thread.State.TIMED_WAITING
        && closing.getState() != Thread.State.TERMINATED) {
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Holds up the first send right before its request. */
  private static final class HeldUp implements CallListener {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    public ObservedCall onBegin(String operation, String tableName) {
      return new ObservedCall() {
        @Override
        public Scope makeCurrent() {
          if (operation.equals("createGroup")) {
            begun.countDown();
            await(goOn);
          }
          return Scope.NONE;
        }

        @Override
        public void onEnd(CallReport report) {
          // Only the beginning of a request matters here.
        }
      };
    }
  }
}
