package io.github.ddbmessaging.testing;

import static io.github.ddbmessaging.testing.Items.item;
import static io.github.ddbmessaging.testing.Items.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Runs small test classes, which are the nested ones whose names end in {@code Case}. */
class ExtensionTablesTest {

  /** What a case saw, in the order in which it saw it. */
  private static final Queue<Object> SEEN = new ConcurrentLinkedQueue<>();

  private static void create(DynamoDbClient client, String name) {
    client.createTable(table(name));
  }

  private static int count(DynamoDbClient client, String table) {
    return client.scan(scan -> scan.tableName(table)).count();
  }

  private static void put(DynamoDbClient client, String table) {
    client.putItem(put -> put.tableName(table).item(item("1", "Vespertine")));
  }

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  static class FixedNamesCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB =
        DynamoDbExtension.builder()
            .table("orders", ExtensionTablesTest::create)
            .table("bills", ExtensionTablesTest::create)
            .build();

    @RepeatedTest(2)
    void test(DynamoDbClient client) {
      SEEN.add(count(client, "orders") + count(client, "bills"));
      put(client, "orders");
      put(client, "bills");
    }

    @AfterAll
    static void afterAll(LocalDynamoDb dynamoDb) {
      SEEN.add(dynamoDb.client().listTables().tableNames());
    }
  }

  @Test
  void tables_whenTheirNamesAreFixed_areThereAndEmptyForEachTest() {
    Cases.run(FixedNamesCase.class).testEvents().assertStatistics(events -> events.succeeded(2));

    assertThat(SEEN).containsExactly(0, 0, List.of());
  }

  static class FixedAndOwnNameCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB =
        DynamoDbExtension.builder()
            .table("orders", ExtensionTablesTest::create)
            .table(ExtensionTablesTest::create)
            .build();

    @Test
    void test(TestTable table) {
      assertThat(table.client().listTables().tableNames())
          .containsExactlyInAnyOrder("orders", table.name());
    }
  }

  @Test
  void table_whenThereAreFixedNamesToo_hasANameOfItsOwn() {
    Cases.run(FixedAndOwnNameCase.class)
        .testEvents()
        .assertStatistics(events -> events.succeeded(1));
  }

  static class FixedNameAsParameterCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB =
        DynamoDbExtension.builder()
            .table("orders", ExtensionTablesTest::create)
            .parameter(StringBuilder.class, table -> new StringBuilder(table.name()))
            .build();

    @Test
    void test(TestTable table, StringBuilder own) {
      SEEN.add(table.name() + " " + own);
    }
  }

  @Test
  void table_whenOnlyAFixedNameIsThere_isThat() {
    Cases.run(FixedNameAsParameterCase.class).testEvents();

    assertThat(SEEN).containsExactly("orders orders");
  }

  static class LeftOverCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB =
        DynamoDbExtension.builder().table("orders", ExtensionTablesTest::create).build();

    @BeforeAll
    static void createForOthers(LocalDynamoDb dynamoDb) {
      create(dynamoDb.client(), "orders");
    }

    @Test
    void test() {}

    @AfterAll
    static void afterAll(LocalDynamoDb dynamoDb) {
      SEEN.addAll(dynamoDb.client().listTables().tableNames());
    }
  }

  @Test
  void tables_whenOneIsThereAlready_failTheTestWithTheReason() {
    Cases.run(LeftOverCase.class)
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test(),
                finishedWithFailure(
                    instanceOf(IllegalStateException.class),
                    message(m -> m.contains("orders") && m.contains("one after another")))));
  }

  @Test
  void tables_whenOneIsThereAlready_leaveItToWhoMadeIt() {
    Cases.run(LeftOverCase.class);

    assertThat(SEEN).containsExactly("orders");
  }

  @Test
  void builder_whenANameIsGivenTwice_refuses() {
    DynamoDbExtension.Builder builder =
        DynamoDbExtension.builder().table("orders", ExtensionTablesTest::create);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.table("orders", ExtensionTablesTest::create))
        .withMessageContaining("orders");
  }

  static class OnePerClassCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB =
        DynamoDbExtension.builder()
            .table(ExtensionTablesTest::create)
            .table("orders", ExtensionTablesTest::create)
            .oneTablePerClass()
            .build();

    private static void fill(TestTable table) {
      SEEN.add(
          table.name()
              + ' '
              + count(table.client(), table.name())
              + count(table.client(), "orders"));
      put(table.client(), table.name());
      put(table.client(), "orders");
    }

    @RepeatedTest(2)
    void test(TestTable table) {
      fill(table);
    }

    @Nested
    class InnerCase {

      @Test
      void test(TestTable table) {
        fill(table);
      }
    }
  }

  @Test
  void tables_whenThereIsOnePerClass_areTheSameButEmptyForEachTest() {
    Cases.run(OnePerClassCase.class).testEvents().assertStatistics(events -> events.succeeded(3));

    assertThat(SEEN).hasSize(3).containsOnly(SEEN.peek());
    assertThat(SEEN.peek()).asString().endsWith(" 00");
  }

  static class EndOfClassCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB =
        DynamoDbExtension.builder().table(ExtensionTablesTest::create).oneTablePerClass().build();

    @Test
    void test(TestTable table) {}
  }

  static class NextClassCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB = DynamoDbExtension.builder().build();

    @Test
    void test(DynamoDbClient client) {
      SEEN.add(client.listTables().tableNames());
    }
  }

  @Test
  void tables_whenTheClassEnds_areDeleted() {
    Cases.run(EndOfClassCase.class, NextClassCase.class);

    assertThat(SEEN).containsExactly(List.of());
  }

  static class DeletedTableCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB =
        DynamoDbExtension.builder().table(ExtensionTablesTest::create).oneTablePerClass().build();

    @RepeatedTest(2)
    void test(TestTable table) {
      SEEN.add(count(table.client(), table.name()));
      table.client().deleteTable(delete -> delete.tableName(table.name()));
    }
  }

  @Test
  void table_whenATestOfTheClassDeletesIt_isMadeAgain() {
    Cases.run(DeletedTableCase.class).testEvents().assertStatistics(events -> events.succeeded(2));

    assertThat(SEEN).containsExactly(0, 0);
  }

  @Test
  void tables_whenThereIsOnePerClassAndTestsAreConcurrent_failTheTest() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(EndOfClassCase.class))
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .execute()
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test(),
                finishedWithFailure(
                    instanceOf(IllegalStateException.class),
                    message(m -> m.contains("SAME_THREAD")))));
  }
}
