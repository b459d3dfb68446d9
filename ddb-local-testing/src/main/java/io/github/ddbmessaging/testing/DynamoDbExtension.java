package io.github.ddbmessaging.testing;

import io.github.ddbmessaging.testing.TestScope.Settings;
import io.github.ddbmessaging.testing.TestScope.ValueFactory;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Gives every JUnit test a DynamoDB table of its own, in one {@link LocalDynamoDb} for the whole
 * test run.
 *
 * <pre>{@code
 * class AlbumsTest {
 *
 *   @RegisterExtension
 *   static final DynamoDbExtension dynamoDb =
 *       DynamoDbExtension.builder()
 *           .table((client, name) -> Albums.createTable(client, name))
 *           .parameter(Albums.class, table -> new Albums(table.client(), table.name()))
 *           .build();
 *
 *   @Test
 *   void find_whenAdded_returnsTheAlbum(Albums albums, DynamoDbClient client, TestTable table) {
 *     ...
 *   }
 * }
 * }</pre>
 *
 * <p>The methods of a test ({@code @Test}, {@code @ParameterizedTest} and so on,
 * {@code @BeforeEach}, {@code @AfterEach}) can have as parameters, the same for all methods of one
 * test:
 *
 * <ul>
 *   <li>{@link TestTable}: the test's own table. It is created when it is first asked for, so a
 *       test that needs none pays for none, and deleted after the test.
 *   <li>{@link DynamoDbClient}, {@link DynamoDbAsyncClient}, {@link DynamoDbStreamsClient}, {@link
 *       DynamoDbStreamsAsyncClient}. Closing them does nothing.
 *   <li>every type that was added by {@link Builder#parameter}. A value that is {@link
 *       AutoCloseable} is closed after the test, in reverse order of creation and before the table
 *       is deleted; an exception from that fails the test.
 * </ul>
 *
 * <p>{@link LocalDynamoDb}, the engine itself, can be a parameter of any method and constructor. It
 * belongs to the run: don't close it.
 *
 * <p>Nothing may be left behind:
 *
 * <ul>
 *   <li>A test fails that leaves a table, after its {@code @AfterEach} methods, that it created
 *       through the clients above. The table is deleted, so that other tests don't meet it. See
 *       {@link Builder#allowTables}.
 *   <li>A test class fails, after its {@code @AfterAll} methods, if a thread still runs that one of
 *       its tests left: one that is no daemon and was started since before the test's
 *       {@code @BeforeEach} methods. The message names the test. Threads that have been told to end
 *       get two seconds for it. Tests of {@code @Nested} classes belong to the class around them.
 *       Daemons don't count: the JDK, the AWS SDK and JUnit start them for themselves; nor do
 *       JUnit's threads that watch timeouts. Threads are not looked at if {@code
 *       junit.jupiter.execution.parallel.enabled} is set, since nobody can tell then which test
 *       started one. See {@link Builder#allowThreads}.
 * </ul>
 *
 * <p>Register the extension with {@code @RegisterExtension} in a static or an instance field, once
 * per test class; {@code @Nested} classes have it too. Tests may run in parallel. JUnit closes the
 * engine at the end of the run (from JUnit 5.13 on; with an older one it ends with the JVM).
 */
public final class DynamoDbExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final Namespace RUN = Namespace.create(DynamoDbExtension.class);

  private final Namespace test = Namespace.create(DynamoDbExtension.class, this);
  private final Settings settings;
  private final @Nullable Consumer<ClientOverrideConfiguration.Builder> configuration;
  private volatile @Nullable LocalDynamoDb engine;

  private DynamoDbExtension(
      Settings settings, @Nullable Consumer<ClientOverrideConfiguration.Builder> configuration) {
    this.settings = settings;
    this.configuration = configuration;
  }

  /**
   * Describes an extension.
   *
   * @return a builder of an extension that gives clients, but no table yet
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Offers the engine over HTTP, and tells where: for a service under test that makes its own
   * clients, such as one that {@code @SpringBootTest} starts. The port is taken by the first call,
   * on the loopback interface. Clients of the address need any credentials and any region.
   *
   * @return the address, such as {@code http://127.0.0.1:43210}, the same for the whole run
   * @throws IllegalStateException if no test class with this extension has begun; with a static
   *     field, it can be called from {@code @BeforeAll} methods on
   */
  public URI endpoint() {
    LocalDynamoDb current = engine;
    if (current == null) {
      throw new IllegalStateException(
          "The engine has not started yet: register the extension in a static field, and ask for"
              + " the endpoint from @BeforeAll on");
    }
    return current.endpoint();
  }

  /**
   * Begins a test class, if the extension is in a static field.
   *
   * @param context the class's
   * @throws IllegalStateException if this is the run's first class and the engine can't start
   */
  @Override
  public void beforeAll(ExtensionContext context) {
    engine = engine(context);
    // Before what later extensions put there: JUnit closes a store from the last entry to the
    // first.
    leftThreads(context);
  }

  /**
   * Begins a test.
   *
   * @param context the test's
   * @throws IllegalStateException if this is the run's first test and the engine can't start, or if
   *     there is one table for the class and its tests run at the same time
   * @throws Exception if a table of a fixed name can't be made
   */
  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    LocalDynamoDb dynamoDb = engine(context);
    engine = dynamoDb;
    String name =
        context.getRequiredTestClass().getSimpleName()
            + '.'
            + context.getRequiredTestMethod().getName();
    TestTables tables =
        settings.oneTablePerClass()
            ? tablesOfClass(context, dynamoDb)
            : new TestTables(name, dynamoDb, settings);
    Clients clients = clients(context, dynamoDb);
    Store store = context.getStore(test);
    store.put(TestScope.class, new TestScope(name, dynamoDb, clients, settings, tables));
    if (!isParallel(context)) {
      store.put(StartedThreads.class, StartedThreads.sinceNow());
    }
    tables.makeFixed();
  }

  private static boolean isParallel(ExtensionContext context) {
    return context
        .getConfigurationParameter("junit.jupiter.execution.parallel.enabled")
        .map(Boolean::parseBoolean)
        .orElse(false);
  }

  private TestTables tablesOfClass(ExtensionContext context, LocalDynamoDb dynamoDb) {
    if (context.getExecutionMode() == ExecutionMode.CONCURRENT) {
      throw new IllegalStateException(
          "oneTablePerClass() needs tests that run one after another: add"
              + " @Execution(ExecutionMode.SAME_THREAD) to the class");
    }
    ExtensionContext testClass = outermostClass(context);
    return testClass
        .getStore(test)
        .getOrComputeIfAbsent(
            TestTables.class,
            key ->
                new TestTables(
                    testClass.getRequiredTestClass().getSimpleName(), dynamoDb, settings),
            TestTables.class);
  }

  /** The class that the nested ones are in. */
  private static ExtensionContext outermostClass(ExtensionContext context) {
    ExtensionContext outermost = context;
    Optional<ExtensionContext> parent = context.getParent();
    while (parent.isPresent() && parent.get().getTestClass().isPresent()) {
      outermost = parent.get();
      parent = outermost.getParent();
    }
    return outermost;
  }

  private Clients clients(ExtensionContext context, LocalDynamoDb dynamoDb) {
    Consumer<ClientOverrideConfiguration.Builder> wanted = configuration;
    return wanted == null
        ? dynamoDb.clients()
        : context
            .getRoot()
            .getStore(test)
            .getOrComputeIfAbsent(
                Clients.class, key -> dynamoDb.clientsWith(wanted), Clients.class);
  }

  /**
   * Ends a test.
   *
   * @param context the test's
   * @throws AssertionError if the test leaves a table behind
   * @throws Exception if a value of {@link Builder#parameter} can't be closed
   */
  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    Store store = context.getStore(test);
    TestScope scope = store.remove(TestScope.class, TestScope.class);
    // It is missing if the engine could not start.
    if (scope != null) {
      Cleanup cleanup = new Cleanup();
      cleanup.run(scope::end);
      StartedThreads threads = store.remove(StartedThreads.class, StartedThreads.class);
      if (threads != null) {
        cleanup.run(
            () ->
                leftThreads(context).add(scope.test(), threads.running(settings.allowedThreads())));
      }
      cleanup.finish();
    }
  }

  /** One for a class, however many extensions it has, so that it waits once. */
  private static LeftThreads leftThreads(ExtensionContext context) {
    return outermostClass(context)
        .getStore(RUN)
        .getOrComputeIfAbsent(LeftThreads.class, key -> new LeftThreads(), LeftThreads.class);
  }

  /**
   * Tells whether a parameter has one of the types that this extension gives.
   *
   * @param parameter the parameter
   * @param context where it is needed
   * @return true for the types listed above
   */
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == LocalDynamoDb.class || settings.values().containsKey(type);
  }

  /**
   * Gives a parameter's value.
   *
   * @param parameter the parameter
   * @param context where it is needed
   * @return the value, the same for all methods of a test
   * @throws ParameterResolutionException if the value can't be made, or belongs to a test and there
   *     is none: in {@code @BeforeAll} and {@code @AfterAll} methods and in constructors
   */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == LocalDynamoDb.class) {
      return engine(context);
    }
    TestScope scope = context.getStore(test).get(TestScope.class, TestScope.class);
    if (scope == null) {
      throw new ParameterResolutionException(
          "A "
              + type.getSimpleName()
              + " belongs to one test; constructors, @BeforeAll and @AfterAll can have the"
              + " LocalDynamoDb only");
    }
    return scope.get(type);
  }

  private static LocalDynamoDb engine(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(RUN)
        .getOrComputeIfAbsent(
            LocalDynamoDb.class, key -> LocalDynamoDb.start(), LocalDynamoDb.class);
  }

  /** Creates the table of a test. */
  @FunctionalInterface
  public interface TableFactory {

    /**
     * Creates a table.
     *
     * @param client a client of the engine
     * @param tableName the name that the table must have
     * @throws Exception if it can't be created; fails the test
     */
    void create(DynamoDbClient client, String tableName) throws Exception;
  }

  /**
   * Makes a value for a test from its table.
   *
   * @param <T> the type of the value
   */
  @FunctionalInterface
  public interface ParameterFactory<T> {

    /**
     * Makes a value.
     *
     * @param table the table of the test, created
     * @return the value
     * @throws Exception if it can't be made; fails the test
     */
    T create(TestTable table) throws Exception;
  }

  /** Describes an extension. Not safe for use by many threads. */
  public static final class Builder {

    private final Map<Class<?>, ValueFactory> values = new HashMap<>();
    private final Map<String, TableFactory> fixedTables = new LinkedHashMap<>();
    private @Nullable TableFactory ownTable;
    private boolean oneTablePerClass;
    private @Nullable Consumer<ClientOverrideConfiguration.Builder> configuration;
    private Predicate<String> allowedTables = name -> false;
    private Predicate<Thread> allowedThreads = thread -> false;

    private Builder() {
      values.put(DynamoDbClient.class, TestScope::recordingClient);
      values.put(DynamoDbAsyncClient.class, TestScope::recordingAsyncClient);
      values.put(DynamoDbStreamsClient.class, scope -> scope.clients().streamsClient());
      values.put(DynamoDbStreamsAsyncClient.class, scope -> scope.clients().streamsAsyncClient());
      values.put(TestTable.class, TestScope::table);
    }

    /**
     * Says how to create a test's table, by any code. It gets a name that no other table has, so
     * that tests can run in parallel.
     *
     * @param factory creates a table of a given name that is active when it returns
     * @return this builder
     */
    public Builder table(TableFactory factory) {
      ownTable = Objects.requireNonNull(factory, "factory");
      return this;
    }

    /**
     * Adds a table of a fixed name, for code that knows its tables by name. It is created before
     * every test, whether the test asks for it or not, and deleted after it. There may be several,
     * beside the one with a name of its own. Tests that have tables of the same name can't run in
     * parallel.
     *
     * @param name the table's name
     * @param factory creates a table of that name that is active when it returns
     * @return this builder
     * @throws IllegalArgumentException if there is a table of that name already
     */
    public Builder table(String name, TableFactory factory) {
      Objects.requireNonNull(factory, "factory");
      if (fixedTables.putIfAbsent(name, factory) != null) {
        throw new IllegalArgumentException(name + " is a table already");
      }
      return this;
    }

    /**
     * Keeps the tables for all tests of a class, with those of its {@code @Nested} classes, and
     * deletes the items after each test instead: quicker where tables are slow to create. Streams
     * keep their records. The tests of a class must run one after another.
     *
     * @return this builder
     */
    public Builder oneTablePerClass() {
      oneTablePerClass = true;
      return this;
    }

    /**
     * Configures the clients that tests get: interceptors, retries, time-outs, headers. By default
     * they are as the SDK makes them without any setting of the machine.
     *
     * @param changes changes what all four clients are built with; called once for each in a run
     * @return this builder
     */
    public Builder clients(Consumer<ClientOverrideConfiguration.Builder> changes) {
      configuration = Objects.requireNonNull(changes, "changes");
      return this;
    }

    /**
     * Says how to create a test's table, by a request.
     *
     * @param request the table; its name does not matter and may be missing
     * @return this builder
     */
    public Builder table(CreateTableRequest request) {
      Objects.requireNonNull(request, "request");
      return table(
          (client, tableName) ->
              client.createTable(request.toBuilder().tableName(tableName).build()));
    }

    /**
     * Adds a type of parameter, such as the class under test. Needs a table: see {@link
     * #table(TableFactory)}.
     *
     * @param <T> the type
     * @param type the type, exactly as test methods name it
     * @param factory makes the value for a test that asks for it, once; what it returns is closed
     *     after the test if it is {@link AutoCloseable}
     * @return this builder
     * @throws IllegalArgumentException if there is a parameter of that type already
     */
    public <T> Builder parameter(Class<T> type, ParameterFactory<? extends T> factory) {
      Objects.requireNonNull(factory, "factory");
      if (type == LocalDynamoDb.class || values.containsKey(type)) {
        throw new IllegalArgumentException(type + " is a parameter already");
      }
      values.put(type, scope -> factory.create(scope.get(TestTable.class)));
      return this;
    }

    /**
     * Lets tests leave some tables behind, such as one that many tests share.
     *
     * @param names true for the name of such a table; added to what was allowed before
     * @return this builder
     */
    public Builder allowTables(Predicate<? super String> names) {
      allowedTables = allowedTables.or(names);
      return this;
    }

    /**
     * Lets tests leave some threads running, such as those of a pool that lives as long as the run.
     * A pool that ends in {@code @AfterAll} needs no permission.
     *
     * @param threads true for such a thread, {@code thread -> true} to look at none; added to what
     *     was allowed before
     * @return this builder
     */
    public Builder allowThreads(Predicate<? super Thread> threads) {
      allowedThreads = allowedThreads.or(threads);
      return this;
    }

    /**
     * Makes the extension. Starts nothing yet: the engine starts with the first test.
     *
     * @return the extension, to be registered with {@code @RegisterExtension}
     */
    public DynamoDbExtension build() {
      return new DynamoDbExtension(
          new Settings(
              Map.copyOf(values),
              ownTable,
              Collections.unmodifiableMap(new LinkedHashMap<>(fixedTables)),
              oneTablePerClass,
              allowedTables,
              allowedThreads),
          configuration);
    }
  }
}
