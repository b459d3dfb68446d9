package io.github.ddbmessaging.testing;

import static io.github.ddbmessaging.testing.Items.item;
import static io.github.ddbmessaging.testing.Items.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Runs small test classes, which are the nested ones whose names end in {@code Case}. */
class DynamoDbExtensionTest {

  private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";

  /** What a case saw, in the order in which it saw it. */
  private static final Queue<Object> SEEN = new ConcurrentLinkedQueue<>();

  private static DynamoDbExtension.Builder withTable() {
    return DynamoDbExtension.builder().table(table("any"));
  }

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  static class EveryParameterCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB =
        withTable().parameter(StringBuilder.class, t -> new StringBuilder(t.name())).build();

    @Test
    void test(
        TestTable table,
        DynamoDbClient client,
        DynamoDbAsyncClient asyncClient,
        DynamoDbStreamsClient streamsClient,
        DynamoDbStreamsAsyncClient streamsAsyncClient,
        LocalDynamoDb dynamoDb,
        StringBuilder own) {
      client.putItem(put -> put.tableName(table.name()).item(item("1", "Vespertine")));
      assertThat(table.client()).isSameAs(client);
      assertThat(table.asyncClient()).isSameAs(asyncClient);
      assertThat(table.streamsClient()).isSameAs(streamsClient);
      assertThat(table.streamsAsyncClient()).isSameAs(streamsAsyncClient);
      assertThat(asyncClient.scan(scan -> scan.tableName(table.name())).join().count()).isOne();
      assertThat(streamsClient.listStreams().streams()).hasSize(1);
      assertThat(streamsAsyncClient.listStreams().join().streams()).hasSize(1);
      assertThat(dynamoDb.client().listTables().tableNames()).containsExactly(table.name());
      assertThat(own).hasToString(table.name());
    }
  }

  @Test
  void parameters_whenOfEveryType_areGiven() {
    Cases.run(EveryParameterCase.class)
        .testEvents()
        .assertStatistics(events -> events.succeeded(1));
  }

  static class TwoTestsCase {

    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = withTable().build();

    @RepeatedTest(2)
    void test(TestTable table, DynamoDbClient client) {
      SEEN.add(table.name());
      assertThat(client.listTables().tableNames()).containsExactly(table.name());
    }

    @AfterAll
    static void afterAll(LocalDynamoDb dynamoDb) {
      SEEN.add(dynamoDb.client().listTables().tableNames());
    }
  }

  @Test
  void table_whenTheTestEnds_isDeleted() {
    Cases.run(TwoTestsCase.class).testEvents().assertStatistics(events -> events.succeeded(2));
  }

  @Test
  void table_whenThereAreTwoTests_isAnotherForEach() {
    Cases.run(TwoTestsCase.class).testEvents();

    assertThat(SEEN).hasSize(3).doesNotHaveDuplicates().endsWith(List.of());
  }

  static class NoTableNeededCase {

    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = withTable().build();

    @Test
    void test(DynamoDbClient client) {
      assertThat(client.listTables().tableNames()).isEmpty();
    }
  }

  @Test
  void table_whenNotAskedFor_isNotCreated() {
    Cases.run(NoTableNeededCase.class).testEvents().assertStatistics(events -> events.succeeded(1));
  }

  static class InstanceFieldCase {

    @RegisterExtension final DynamoDbExtension dynamoDb = withTable().build();

    @Test
    void test(TestTable table) {
      assertThat(table.client().listTables().tableNames()).containsExactly(table.name());
    }
  }

  @Test
  void registration_whenInAnInstanceField_works() {
    Cases.run(InstanceFieldCase.class).testEvents().assertStatistics(events -> events.succeeded(1));
  }

  static class OuterCase {

    @RegisterExtension final DynamoDbExtension dynamoDb = withTable().build();

    private String name = "";

    @BeforeEach
    void before(TestTable table) {
      name = table.name();
    }

    @AfterEach
    void after(TestTable table) {
      assertThat(table.name()).isEqualTo(name);
    }

    @Nested
    class InnerCase {

      @ParameterizedTest
      @ValueSource(strings = {"a", "b"})
      void test(String value, TestTable table) {
        assertThat(table.name()).isEqualTo(name);
        SEEN.add(name);
      }
    }
  }

  @Test
  void table_whenNestedAndParameterized_isTheSameForAllMethodsOfATest() {
    Cases.run(OuterCase.class).testEvents().assertStatistics(events -> events.succeeded(2));
  }

  @Test
  void table_whenNestedAndParameterized_isAnotherForEachInvocation() {
    Cases.run(OuterCase.class).testEvents();

    assertThat(SEEN).hasSize(2).doesNotHaveDuplicates();
  }

  static class FirstEngineCase {

    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = withTable().build();

    @BeforeAll
    static void beforeAll(LocalDynamoDb dynamoDb) {
      SEEN.add(dynamoDb);
    }

    @Test
    void test() {}
  }

  static class SecondEngineCase {

    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = withTable().build();

    @Test
    void test(LocalDynamoDb dynamoDb) {
      SEEN.add(dynamoDb);
    }
  }

  @Test
  void engine_whenManyClassesRun_isOne() {
    Cases.run(FirstEngineCase.class, SecondEngineCase.class).testEvents();

    assertThat(SEEN).hasSize(2).containsOnly(SEEN.peek());
  }

  @Test
  void engine_whenTheRunEnds_isClosed() {
    Cases.run(SecondEngineCase.class).testEvents();

    LocalDynamoDb dynamoDb = (LocalDynamoDb) SEEN.remove();
    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(() -> dynamoDb.client().listTables());
  }

  static class ParallelCase {

    @RegisterExtension final DynamoDbExtension dynamoDb = withTable().build();

    @RepeatedTest(50)
    void test(TestTable table) {
      table.client().putItem(put -> put.tableName(table.name()).item(item("1", "Vespertine")));
      table.client().createTable(table(table.name() + "-more"));
      SEEN.add(table.client().scan(scan -> scan.tableName(table.name())).count());
      table.client().deleteTable(delete -> delete.tableName(table.name() + "-more"));
    }
  }

  @Test
  void tests_whenInParallel_haveTablesOfTheirOwn() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(ParallelCase.class))
        .configurationParameter(PARALLEL, "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
        .execute()
        .testEvents()
        .assertStatistics(events -> events.succeeded(50));

    assertThat(SEEN).hasSize(50).containsOnly(1);
  }

  record First(TestTable table) implements AutoCloseable {
    @Override
    public void close() {
      SEEN.add("first closed, tables: " + table.client().listTables().tableNames().size());
    }
  }

  record Second() implements AutoCloseable {
    @Override
    public void close() {
      SEEN.add("second closed");
    }
  }

  static class CloseableCase {

    @RegisterExtension
    final DynamoDbExtension dynamoDb =
        withTable()
            .parameter(First.class, First::new)
            .parameter(Second.class, table -> new Second())
            .build();

    @Test
    void test(First first, Second second) {
      SEEN.add("tested");
    }
  }

  @Test
  void parameter_whenCloseable_isClosedInReverseOrderBeforeTheTableIsDeleted() {
    Cases.run(CloseableCase.class).testEvents();

    assertThat(SEEN).containsExactly("tested", "second closed", "first closed, tables: 1");
  }

  static class FailingCloseCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB =
        withTable().parameter(AutoCloseable.class, table -> FailingCloseCase::fail).build();

    private static void fail() {
      throw new IllegalStateException("can't close");
    }

    @Test
    void test(AutoCloseable parameter) {}

    @AfterAll
    static void afterAll(LocalDynamoDb dynamoDb) {
      SEEN.add(dynamoDb.client().listTables().tableNames());
    }
  }

  @Test
  void parameter_whenItCannotBeClosed_failsTheTest() {
    Cases.run(FailingCloseCase.class)
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test(),
                finishedWithFailure(
                    instanceOf(IllegalStateException.class), message("can't close"))));
  }

  @Test
  void parameter_whenItCannotBeClosed_leavesNoTable() {
    Cases.run(FailingCloseCase.class).testEvents();

    assertThat(SEEN).containsExactly(List.of());
  }

  static class NoTableFactoryCase {

    @RegisterExtension final DynamoDbExtension dynamoDb = DynamoDbExtension.builder().build();

    @Test
    void test(TestTable table) {}
  }

  static class FactoryWithoutTableCase {

    @RegisterExtension
    final DynamoDbExtension dynamoDb =
        DynamoDbExtension.builder().table((client, tableName) -> {}).build();

    @Test
    void test(TestTable table) {}
  }

  static class FailingFactoryCase {

    @RegisterExtension
    final DynamoDbExtension dynamoDb =
        DynamoDbExtension.builder()
            .table(
                (client, tableName) -> {
                  throw new Exception("no such luck");
                })
            .build();

    @Test
    void test(TestTable table) {}
  }

  static class ClientBeforeAllCase {

    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = withTable().build();

    @BeforeAll
    static void beforeAll(DynamoDbClient client) {}

    @Test
    void test() {}
  }

  static Stream<Arguments> failingCases() {
    return Stream.of(
        Arguments.of(NoTableFactoryCase.class, "DynamoDbExtension.builder().table(...) is missing"),
        Arguments.of(FactoryWithoutTableCase.class, "missing"),
        Arguments.of(FailingFactoryCase.class, "no such luck"),
        Arguments.of(ClientBeforeAllCase.class, "belongs to one test"));
  }

  @ParameterizedTest
  @MethodSource("failingCases")
  void parameter_whenItCannotBeMade_failsWithTheReason(Class<?> failing, String reason) {
    Cases.run(failing)
        .allEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    instanceOf(ParameterResolutionException.class),
                    message(message -> message.contains(reason)))));
  }

  @Test
  void builder_whenATypeIsAddedTwice_refuses() {
    DynamoDbExtension.Builder builder = withTable().parameter(String.class, TestTable::name);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.parameter(String.class, TestTable::name))
        .withMessageContaining("String");
  }

  @ParameterizedTest
  @ValueSource(classes = {DynamoDbClient.class, TestTable.class, LocalDynamoDb.class})
  void builder_whenATypeIsGivenAnyway_refuses(Class<?> type) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                withTable()
                    .parameter(
                        type,
                        table -> {
                          throw new AssertionError();
                        }));
  }
}
