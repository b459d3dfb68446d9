package io.github.ddbmessaging.testing;

import static io.github.ddbmessaging.testing.Items.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Runs small test classes, which are the nested ones whose names end in {@code Case}. */
class LeaksTest {

  private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";

  /** What a case saw. */
  private static final Queue<Object> SEEN = new ConcurrentLinkedQueue<>();

  private static Events run(Class<?> testClass) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(testClass))
        .execute()
        .testEvents();
  }

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  static class LeakedTableCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB = DynamoDbExtension.builder().build();

    @Test
    void test(DynamoDbClient client, DynamoDbAsyncClient asyncClient) {
      client.createTable(table("deleted"));
      client.createTable(table("left"));
      asyncClient.createTable(table("left-async")).join();
      client.deleteTable(delete -> delete.tableName("deleted"));
    }

    @AfterAll
    static void afterAll(LocalDynamoDb dynamoDb) {
      SEEN.add(dynamoDb.client().listTables().tableNames());
    }
  }

  @Test
  void test_whenItLeavesTables_fails() {
    run(LeakedTableCase.class)
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test(),
                finishedWithFailure(
                    instanceOf(AssertionError.class),
                    message(
                        "LeakedTableCase.test leaves behind the table left, the table left-async;"
                            + " end it in the test or its @AfterEach methods, or allow it with"
                            + " allowTables(...) of DynamoDbExtension.builder()"))));
  }

  @Test
  void test_whenItLeavesTables_hasThemDeleted() {
    run(LeakedTableCase.class);

    assertThat(SEEN).containsExactly(List.of());
  }

  static class AllowedTableCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB =
        DynamoDbExtension.builder().allowTables("shared"::equals).build();

    @Test
    void test(DynamoDbClient client) {
      client.createTable(table("shared"));
    }

    @AfterAll
    static void afterAll(LocalDynamoDb dynamoDb) {
      SEEN.addAll(dynamoDb.client().listTables().tableNames());
    }
  }

  @Test
  void test_whenItLeavesAnAllowedTable_succeeds() {
    run(AllowedTableCase.class).assertStatistics(events -> events.succeeded(1));
  }

  @Test
  void test_whenItLeavesAnAllowedTable_keepsIt() {
    run(AllowedTableCase.class);

    assertThat(SEEN).containsExactly("shared");
  }

  static class OwnTableDeletedCase {

    @RegisterExtension
    final DynamoDbExtension dynamoDb = DynamoDbExtension.builder().table(table("any")).build();

    @Test
    void test(TestTable table) {
      table.client().deleteTable(delete -> delete.tableName(table.name()));
    }
  }

  @Test
  void test_whenItDeletesItsOwnTable_succeeds() {
    run(OwnTableDeletedCase.class).assertStatistics(events -> events.succeeded(1));
  }

  private static Thread waiting(String name, CountDownLatch end) {
    return new Thread(
        () -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        name);
  }

  static class LeakedThreadCase {

    static CountDownLatch end = new CountDownLatch(1);

    @RegisterExtension
    final DynamoDbExtension dynamoDb =
        DynamoDbExtension.builder()
            .allowThreads(thread -> thread.getName().equals("allowed"))
            .build();

    @Test
    void test() throws InterruptedException {
      Thread daemon = waiting("daemon", end);
      daemon.setDaemon(true);
      Thread finished = new Thread(() -> {}, "finished");
      for (Thread thread :
          List.of(waiting("left", end), waiting("allowed", end), daemon, finished)) {
        thread.start();
      }
      finished.join();
    }
  }

  @Test
  void test_whenItLeavesARunningThread_fails() {
    LeakedThreadCase.end = new CountDownLatch(1);

    Events events = run(LeakedThreadCase.class);
    LeakedThreadCase.end.countDown();

    events
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test(),
                finishedWithFailure(
                    instanceOf(AssertionError.class),
                    message(
                        "LeakedThreadCase.test leaves behind the running thread left; end it in the"
                            + " test or its @AfterEach methods, or allow it with allowThreads(...)"
                            + " of DynamoDbExtension.builder()"))));
  }

  @Test
  void test_whenItLeavesARunningThreadInAParallelRun_succeeds() {
    LeakedThreadCase.end = new CountDownLatch(1);

    Events events =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(LeakedThreadCase.class))
            .configurationParameter(PARALLEL, "true")
            .execute()
            .testEvents();
    LeakedThreadCase.end.countDown();

    events.assertStatistics(statistics -> statistics.succeeded(1));
  }

  static class ProtectedTableCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB =
        DynamoDbExtension.builder()
            .table(table("any").toBuilder().deletionProtectionEnabled(true).build())
            .build();

    @Test
    void test(TestTable table, DynamoDbClient client) {
      client.createTable(table("left-1").toBuilder().deletionProtectionEnabled(true).build());
      client.createTable(table("left-2"));
      Thread.currentThread().interrupt();
    }

    @AfterAll
    static void afterAll(LocalDynamoDb dynamoDb) {
      SEEN.add(Thread.interrupted());
      SEEN.add(dynamoDb.client().listTables().tableNames());
    }
  }

  @Test
  void test_whenTablesAreProtectedAndTheTestIsInterrupted_hasAllTablesDeleted() {
    run(ProtectedTableCase.class)
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test(),
                finishedWithFailure(
                    message(
                        m -> m.contains("leaves behind the table left-1, the table left-2;")))));

    assertThat(SEEN).endsWith(List.of());
  }

  static class InterruptedCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB =
        DynamoDbExtension.builder().table(table("any")).build();

    @Test
    void test(TestTable table) {
      Thread.currentThread().interrupt();
    }

    @AfterEach
    void after() {
      SEEN.add(Thread.currentThread().isInterrupted());
    }
  }

  @Test
  void test_whenItLeavesItsInterruptFlagSet_succeedsAndLeavesNoTable() {
    run(InterruptedCase.class).assertStatistics(events -> events.succeeded(1));

    assertThat(SEEN).containsExactly(true);
  }

  static class EndingThreadCase {

    @RegisterExtension
    final DynamoDbExtension dynamoDb =
        DynamoDbExtension.builder()
            .table(table("any"))
            .parameter(CountDownLatch.class, table -> new CountDownLatch(1))
            .build();

    @Test
    void test(CountDownLatch end) {
      waiting("ending", end).start();
    }

    @AfterEach
    void after(CountDownLatch end) {
      end.countDown();
    }
  }

  @Test
  void test_whenItTellsAThreadToEnd_succeeds() {
    run(EndingThreadCase.class).assertStatistics(events -> events.succeeded(1));
  }
}
