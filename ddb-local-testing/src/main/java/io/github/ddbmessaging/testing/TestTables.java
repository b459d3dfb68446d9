package io.github.ddbmessaging.testing;

import io.github.ddbmessaging.testing.DynamoDbExtension.TableFactory;
import io.github.ddbmessaging.testing.TestScope.Settings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/**
 * The tables that an extension makes for a test, or for the tests of a class.
 *
 * <p>Safe for use by many threads.
 */
@SuppressWarnings("try") // JUnit closes it, no try statement does
final class TestTables implements JunitResource {

  /** Leaves room for a number in the 255 characters that a table name can have. */
  private static final int MAX_NAME_PREFIX = 230;

  private static final AtomicLong COUNT = new AtomicLong();

  private final LocalDynamoDb dynamoDb;
  private final Map<String, TableFactory> fixed;
  private final Map<String, TableFactory> wanted = new LinkedHashMap<>();
  private final Set<String> made = new LinkedHashSet<>();

  /**
   * Makes no table yet.
   *
   * @param owner the test or class, after which the table without a fixed name is named
   */
  TestTables(String owner, LocalDynamoDb dynamoDb, Settings settings) {
    this.dynamoDb = dynamoDb;
    this.fixed = settings.fixedTables();
    if (settings.ownTable() != null) {
      wanted.put(newName(owner), settings.ownTable());
    }
    wanted.putAll(fixed);
  }

  private static String newName(String owner) {
    String allowed = owner.replaceAll("[^A-Za-z0-9_.-]", "_");
    String prefix = allowed.substring(0, Math.min(allowed.length(), MAX_NAME_PREFIX));
    return prefix + '-' + COUNT.incrementAndGet();
  }

  /** Makes the tables of fixed names, as far as they are missing: nobody asks for them. */
  synchronized void makeFixed() throws Exception {
    for (String name : fixed.keySet()) {
      try {
        make(name);
      } catch (ResourceInUseException e) {
        // Not deleted after the test: it belongs to who made it.
        made.remove(name);
        throw new IllegalStateException(
            "There is a table "
                + name
                + " already; tests that have a table of that name must run one after another, and"
                + " leave none",
            e);
      }
    }
  }

  /** Gives the name of the table that tests ask for: without a fixed name, else the first. */
  synchronized String own() throws Exception {
    if (wanted.isEmpty()) {
      throw new IllegalStateException("DynamoDbExtension.builder().table(...) is missing");
    }
    String name = wanted.keySet().iterator().next();
    make(name);
    return name;
  }

  private void make(String name) throws Exception {
    if (made.add(name)) {
      Tables.create(dynamoDb.client(), name, Objects.requireNonNull(wanted.get(name)));
    }
  }

  synchronized boolean include(String name) {
    return made.contains(name);
  }

  /** Deletes all items. A table that is gone is made again for the next test. */
  synchronized void empty() throws Exception {
    Cleanup cleanup = new Cleanup();
    for (String name : List.copyOf(made)) {
      cleanup.run(
          () -> {
            if (!Tables.empty(dynamoDb.client(), name)) {
              made.remove(name);
            }
          });
    }
    cleanup.finish();
  }

  /** Deletes the tables. */
  @Override
  public synchronized void close() throws Exception {
    Cleanup cleanup = new Cleanup();
    made.forEach(name -> cleanup.run(() -> Tables.delete(dynamoDb.client(), name)));
    cleanup.finish();
  }
}
