package io.github.ddbmessaging.testing;

import io.github.ddbmessaging.testing.DynamoDbExtension.TableFactory;
import io.github.ddbmessaging.testing.internal.InterceptedClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * What one test is given, each value made when it is first asked for.
 *
 * <p>Safe for use by many threads.
 */
final class TestScope {

  /** A thread that was told to end needs a moment. Only a test that leaks one waits this long. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Leaves room for a number in the 255 characters that a table name can have. */
  private static final int MAX_NAME_PREFIX = 230;

  private static final AtomicLong TABLES = new AtomicLong();

  /**
   * What every test of an extension has in common.
   *
   * @param values how to make a value, by its type
   * @param allowedTables names of tables that a test may leave behind
   * @param allowedThreads threads that a test may leave running
   */
  record Settings(
      Map<Class<?>, ValueFactory> values,
      Predicate<String> allowedTables,
      Predicate<Thread> allowedThreads) {}

  /** Makes a value for a test. */
  @FunctionalInterface
  interface ValueFactory {
    Object create(TestScope scope) throws Exception;
  }

  private final String test;
  private final LocalDynamoDb dynamoDb;
  private final Settings settings;
  private final @Nullable StartedThreads startedThreads;
  private final CreatedTables createdTables = new CreatedTables();
  private final Map<Class<?>, Object> values = new LinkedHashMap<>();
  private @Nullable String ownTable;

  /**
   * Begins a test.
   *
   * @param test names it in messages
   * @param startedThreads the threads since now; null if they are not to be looked at
   */
  TestScope(
      String test,
      LocalDynamoDb dynamoDb,
      Settings settings,
      @Nullable StartedThreads startedThreads) {
    this.test = test;
    this.dynamoDb = dynamoDb;
    this.settings = settings;
    this.startedThreads = startedThreads;
  }

  LocalDynamoDb dynamoDb() {
    return dynamoDb;
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
    return InterceptedClients.wrap(
        DynamoDbClient.class, dynamoDb.client(), createdTables, () -> {});
  }

  DynamoDbAsyncClient recordingAsyncClient() {
    return InterceptedClients.wrap(
        DynamoDbAsyncClient.class, dynamoDb.asyncClient(), createdTables, () -> {});
  }

  TestTable createTable(TableFactory factory) throws Exception {
    String name = newTableName();
    ownTable = name;
    factory.create(dynamoDb.client(), name);
    TableStatus status = status(name);
    if (status != TableStatus.ACTIVE) {
      throw new IllegalStateException(
          "the table factory left the table "
              + name
              + (status == null ? " missing" : " " + status));
    }
    return new TestTable(name, this);
  }

  private String newTableName() {
    String allowed = test.replaceAll("[^A-Za-z0-9_.-]", "_");
    String prefix = allowed.substring(0, Math.min(allowed.length(), MAX_NAME_PREFIX));
    return prefix + '-' + TABLES.incrementAndGet();
  }

  /**
   * Ends the test: closes its values, deletes its tables.
   *
   * @throws AssertionError if it leaves a table or a thread behind
   * @throws Exception if a value can't be closed
   */
  synchronized void end() throws Exception {
    Cleanup cleanup = new Cleanup();
    List<Object> newestFirst = new ArrayList<>(values.values());
    Collections.reverse(newestFirst);
    for (Object value : newestFirst) {
      if (value instanceof AutoCloseable closeable) {
        cleanup.run(closeable::close);
      }
    }
    cleanup.run(this::failIfLeaking);
    cleanup.run(this::deleteOwnTable);
    cleanup.finish();
  }

  private void failIfLeaking() throws InterruptedException {
    List<String> leaks = new ArrayList<>();
    for (String table : createdTables.names()) {
      if (!settings.allowedTables().test(table) && !table.equals(ownTable) && delete(table)) {
        leaks.add("the table " + table);
      }
    }
    if (startedThreads != null) {
      for (Thread thread : startedThreads.unfinished(settings.allowedThreads(), PATIENCE)) {
        leaks.add("the running thread " + thread.getName());
      }
    }
    if (!leaks.isEmpty()) {
      throw new AssertionError(test + " leaves behind " + String.join(", ", leaks));
    }
  }

  private void deleteOwnTable() {
    if (ownTable != null) {
      delete(ownTable);
    }
  }

  /** Deletes a table, unless it is gone already. */
  private boolean delete(String table) {
    try {
      dynamoDb.client().deleteTable(delete -> delete.tableName(table));
      return true;
    } catch (ResourceNotFoundException e) {
      return false;
    }
  }

  private @Nullable TableStatus status(String table) {
    try {
      return dynamoDb
          .client()
          .describeTable(describe -> describe.tableName(table))
          .table()
          .tableStatus();
    } catch (ResourceNotFoundException e) {
      return null;
    }
  }
}
