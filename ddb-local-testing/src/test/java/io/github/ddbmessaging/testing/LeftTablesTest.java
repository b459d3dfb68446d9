package io.github.ddbmessaging.testing;

import static io.github.ddbmessaging.testing.Items.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Runs small test classes, which are the nested ones whose names end in {@code Case}. */
class LeftTablesTest {

  /** What a case saw. */
  private static final Queue<Object> SEEN = new ConcurrentLinkedQueue<>();

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
    Cases.run(LeakedTableCase.class)
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test(),
                finishedWithFailure(
                    instanceOf(AssertionError.class),
                    message(
                        "LeakedTableCase.test leaves behind the table left, the table left-async;"
                            + " delete it in the test or its @AfterEach methods, or allow it"
                            + " with allowTables(...) of DynamoDbExtension.builder()"))));
  }

  @Test
  void test_whenItLeavesTables_hasThemDeleted() {
    Cases.run(LeakedTableCase.class).testEvents();

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
    Cases.run(AllowedTableCase.class).testEvents().assertStatistics(events -> events.succeeded(1));
  }

  @Test
  void test_whenItLeavesAnAllowedTable_keepsIt() {
    Cases.run(AllowedTableCase.class).testEvents();

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
    Cases.run(OwnTableDeletedCase.class)
        .testEvents()
        .assertStatistics(events -> events.succeeded(1));
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
    Cases.run(ProtectedTableCase.class)
        .testEvents()
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
    Cases.run(InterruptedCase.class).testEvents().assertStatistics(events -> events.succeeded(1));

    assertThat(SEEN).containsExactly(true);
  }
}
