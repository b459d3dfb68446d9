package io.github.ddbmessaging.testing;

import static io.github.ddbmessaging.testing.Items.table;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.container;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs small test classes, which are the nested ones whose names end in {@code Case}. */
class LeftThreadsTest {

  private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";
  private static final String WHAT_TO_DO =
      "; end it in the test, its @AfterEach or @AfterAll methods, or allow it with"
          + " allowThreads(...) of DynamoDbExtension.builder()";

  /** What the threads of a case wait for. */
  private static CountDownLatch end = new CountDownLatch(1);

  @BeforeEach
  void begin() {
    end = new CountDownLatch(1);
  }

  @AfterEach
  void endThreads() {
    end.countDown();
  }

  private static Thread waiting(String name) {
    CountDownLatch awaited = end;
    return new Thread(
        () -> {
          try {
            awaited.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        name);
  }

  private static void assertSucceeds(EngineExecutionResults results, int tests) {
    results.testEvents().assertStatistics(events -> events.succeeded(tests));
    results.containerEvents().assertStatistics(events -> events.failed(0));
  }

  private static void assertFails(Class<?> testClass, String leaks) {
    Cases.run(testClass)
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                container(testClass),
                finishedWithFailure(
                    instanceOf(AssertionError.class), message(leaks + WHAT_TO_DO))));
  }

  static class PerMethodCase {

    @RegisterExtension
    final DynamoDbExtension dynamoDb =
        DynamoDbExtension.builder()
            .allowThreads(thread -> thread.getName().equals("allowed"))
            .build();

    @Test
    void test() throws InterruptedException {
      Thread daemon = waiting("daemon");
      daemon.setDaemon(true);
      Thread finished = new Thread(() -> {}, "finished");
      for (Thread thread : List.of(waiting("left"), waiting("allowed"), daemon, finished)) {
        thread.start();
      }
      finished.join();
    }
  }

  @Test
  void class_whenATestLeavesARunningThread_fails() {
    assertFails(PerMethodCase.class, "PerMethodCase.test leaves behind the running thread left");
  }

  @Test
  void test_whenItLeavesARunningThread_isNotFailedItself() {
    Cases.run(PerMethodCase.class).testEvents().assertStatistics(events -> events.succeeded(1));
  }

  @Test
  void class_whenATestLeavesARunningThreadInAParallelRun_succeeds() {
    assertSucceeds(
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(PerMethodCase.class))
            .configurationParameter(PARALLEL, "true")
            .execute(),
        1);
  }

  @TestInstance(PER_CLASS)
  static class PerClassCase {

    @RegisterExtension final DynamoDbExtension dynamoDb = DynamoDbExtension.builder().build();

    @Test
    void test() {
      waiting("left").start();
    }
  }

  @Test
  void class_whenItsInstanceIsSharedAndATestLeavesARunningThread_fails() {
    assertFails(PerClassCase.class, "PerClassCase.test leaves behind the running thread left");
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class SeveralCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB = DynamoDbExtension.builder().build();

    @Test
    @Order(1)
    void first() {
      waiting("one").start();
      waiting("one").start();
    }

    @Test
    @Order(2)
    void second() {
      waiting("two").start();
    }

    @AfterAll
    static void interrupt() {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void class_whenSeveralTestsLeaveRunningThreads_namesAll() {
    assertFails(
        SeveralCase.class,
        "SeveralCase.first leaves behind the running thread one, the running thread one,"
            + " SeveralCase.second leaves behind the running thread two");
  }

  static class SharedPoolCase {

    static ExecutorService pool = Executors.newCachedThreadPool();

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB = DynamoDbExtension.builder().build();

    @BeforeAll
    static void startPool() {
      pool = Executors.newCachedThreadPool();
    }

    @Test
    void test() throws Exception {
      pool.submit(() -> {}).get();
    }

    @AfterAll
    static void endPool() {
      pool.shutdown();
    }
  }

  @Test
  void class_whenAPoolOfItsTestsEndsWithIt_succeeds() {
    assertSucceeds(Cases.run(SharedPoolCase.class), 1);
  }

  static class SharedPoolPerMethodCase {

    static ExecutorService pool = Executors.newCachedThreadPool();

    @RegisterExtension final DynamoDbExtension dynamoDb = DynamoDbExtension.builder().build();

    @Test
    void test() throws Exception {
      pool = Executors.newCachedThreadPool();
      pool.submit(() -> {}).get();
    }

    @AfterAll
    static void endPool() {
      pool.shutdown();
    }
  }

  @Test
  void class_whenThePoolOfAnExtensionPerTestEndsWithIt_succeeds() {
    assertSucceeds(Cases.run(SharedPoolPerMethodCase.class), 1);
  }

  static class OuterEndsCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB = DynamoDbExtension.builder().build();

    @AfterAll
    static void endThread() {
      end.countDown();
    }

    @Nested
    class Inner {

      @Test
      void test() {
        waiting("left").start();
      }
    }
  }

  @Test
  void class_whenAThreadOfANestedTestEndsWithIt_succeeds() {
    assertSucceeds(Cases.run(OuterEndsCase.class), 1);
  }

  static class OuterLeavesCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB = DynamoDbExtension.builder().build();

    @Nested
    class Inner {

      @Test
      void test() {
        waiting("left").start();
      }
    }
  }

  @Test
  void class_whenANestedTestLeavesARunningThread_fails() {
    assertFails(OuterLeavesCase.class, "Inner.test leaves behind the running thread left");
  }

  static class EndingThreadCase {

    @RegisterExtension
    final DynamoDbExtension dynamoDb =
        DynamoDbExtension.builder()
            .table(table("any"))
            .parameter(CountDownLatch.class, table -> end)
            .build();

    @Test
    void test(CountDownLatch end) {
      waiting("ending").start();
    }

    @AfterEach
    void after(CountDownLatch end) {
      end.countDown();
    }
  }

  @Test
  void class_whenATestTellsItsThreadToEnd_succeeds() {
    assertSucceeds(Cases.run(EndingThreadCase.class), 1);
  }

  static class AllowingFailsCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB =
        DynamoDbExtension.builder()
            .allowThreads(
                thread -> {
                  throw new IllegalStateException("no answer");
                })
            .build();

    @Test
    void test() {
      waiting("left").start();
    }
  }

  @Test
  void test_whenTheRuleOfAllowedThreadsFails_failsWithThat() {
    Cases.run(AllowingFailsCase.class)
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    instanceOf(IllegalStateException.class), message("no answer"))));
  }
}
