package io.github.ddbmessaging.testing;

import io.github.ddbmessaging.testing.DynamoDbExtension.TableFactory;
import io.github.ddbmessaging.testing.internal.InterceptedClients;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What one test is given, each value made when it is first asked for.
 *
 * <p>Safe for use by many threads.
 */
final class TestScope {

  /**
   * What every test of an extension has in common.
   *
   * @param values how to make a value, by its type
   * @param ownTable makes the table with a name of its own, if there is to be one
   * @param fixedTables makes the tables of fixed names, by their names
   * @param oneTablePerClass whether tables are kept for all tests of a class, and emptied
   * @param allowedTables names of tables that a test may leave behind
   * @param allowedThreads threads that a test may leave running
   */
  record Settings(
      Map<Class<?>, ValueFactory> values,
      @Nullable TableFactory ownTable,
      Map<String, TableFactory> fixedTables,
      boolean oneTablePerClass,
      Predicate<String> allowedTables,
      Predicate<Thread> allowedThreads) {}

  /** Makes a value for a test. */
  @FunctionalInterface
  interface ValueFactory {
    Object create(TestScope scope) throws Exception;
  }

  private final String test;
  private final LocalDynamoDb dynamoDb;
  private final Clients clients;
  private final Settings settings;
  private final TestTables tables;
  private final CreatedTables createdTables = new CreatedTables();
  private final Map<Class<?>, Object> values = new LinkedHashMap<>();

  /**
   * Begins a test.
   *
   * @param test names it in messages
   * @param clients what it is given clients of
   * @param tables what it is given tables of, shared with others if there is one per class
   */
  TestScope(
      String test, LocalDynamoDb dynamoDb, Clients clients, Settings settings, TestTables tables) {
    this.test = test;
    this.dynamoDb = dynamoDb;
    this.clients = clients;
    this.settings = settings;
    this.tables = tables;
  }

  /** Names the test in messages. */
  String test() {
    return test;
  }

  Clients clients() {
    return clients;
  }

  /** Gives the test's value of a type: always the same. */
  synchronized <T> T get(Class<T> type) {
    Object value = values.get(type);
    if (value == null) {
      value = make(type);
      values.put(type, value);
    }
    return type.cast(value);
  }

  private Object make(Class<?> type) {
    ValueFactory factory = Objects.requireNonNull(settings.values().get(type));
    try {
      return factory.create(this);
    } catch (Exception e) {
      throw new ParameterResolutionException(
          "Can't make the " + type.getSimpleName() + " of " + test + ": " + e.getMessage(), e);
    }
  }

  DynamoDbClient recordingClient() {
    return InterceptedClients.wrap(DynamoDbClient.class, clients.client(), createdTables, () -> {});
  }

  DynamoDbAsyncClient recordingAsyncClient() {
    return InterceptedClients.wrap(
        DynamoDbAsyncClient.class, clients.asyncClient(), createdTables, () -> {});
  }

  TestTable table() throws Exception {
    return new TestTable(tables.own(), this);
  }

  /**
   * Ends the test: closes its values, deletes or empties its tables. An interrupt that the test has
   * left set does not keep it from that, and stays set.
   *
   * @throws AssertionError if it leaves a table behind
   * @throws Exception if a value can't be closed
   */
  synchronized void end() throws Exception {
    boolean interrupted = Thread.interrupted();
    try {
      Cleanup cleanup = new Cleanup();
      closeValues(cleanup);
      failIfLeaking(cleanup);
      cleanup.run(settings.oneTablePerClass() ? tables::empty : tables::close);
      cleanup.finish();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void closeValues(Cleanup cleanup) {
    List<Object> newestFirst = new ArrayList<>(values.values());
    Collections.reverse(newestFirst);
    for (Object value : newestFirst) {
      if (value instanceof AutoCloseable closeable) {
        cleanup.run(closeable::close);
      }
    }
  }

  private void failIfLeaking(Cleanup cleanup) {
    List<String> leaks = new ArrayList<>();
    for (String table : createdTables.names()) {
      if (!settings.allowedTables().test(table) && !tables.include(table)) {
        cleanup.run(
            () -> {
              if (Tables.delete(dynamoDb.client(), table)) {
                leaks.add("the table " + table);
              }
            });
      }
    }
    if (!leaks.isEmpty()) {
      cleanup.run(
          () -> {
            throw new AssertionError(
                test
                    + " leaves behind "
                    + String.join(", ", leaks)
                    + "; delete it in the test or its @AfterEach methods, or allow it with"
                    + " allowTables(...) of DynamoDbExtension.builder()");
          });
    }
  }
}
