package io.github.ddbmessaging.testing;

import static io.github.ddbmessaging.testing.Items.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;

/** Runs programs in JVMs of their own, with no home, credentials or region. */
@Tag("long")
class ProgramTest {

  private static Path directory;
  private static Outcome usesEverything;

  @BeforeAll
  static void runOnce(@TempDir Path temporary) throws Exception {
    directory = temporary;
    usesEverything = run(UsesEverything.class);
  }

  static final class UsesEverything {

    private static final Map<String, AttributeValue> BYTES =
        Map.of(
            "pk", AttributeValue.fromS("1"),
            "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("bytes")));

    private UsesEverything() {}

    public static void main(String[] args) {
      for (LocalDynamoDb.Builder builder :
          List.of(LocalDynamoDb.builder(), LocalDynamoDb.builder().http())) {
        try (LocalDynamoDb dynamoDb = builder.start()) {
          use(dynamoDb);
        }
      }
    }

    private static void use(LocalDynamoDb dynamoDb) {
      DynamoDbClient client = dynamoDb.client();
      client.createTable(table("albums"));
      client.putItem(put -> put.tableName("albums").item(BYTES));
      client.scan(scan -> scan.tableName("albums"));
      partiQl(client);
      client.updateTimeToLive(
          update ->
              update
                  .tableName("albums")
                  .timeToLiveSpecification(ttl -> ttl.attributeName("ttl").enabled(true)));
      dynamoDb.asyncClient().listTables().join();
      dynamoDb.streamsClient().listStreams();
      dynamoDb.triggerShardRollovers();
      dynamoDb.streamsAsyncClient().listStreams().join();
      client.deleteTable(delete -> delete.tableName("albums"));
    }

    private static void partiQl(DynamoDbClient client) {
      client.executeStatement(
          statement -> statement.statement("INSERT INTO albums VALUE {'pk': '2', 'n': 1}"));
      client.executeTransaction(
          transaction ->
              transaction.transactStatements(
                  ParameterizedStatement.builder()
                      .statement("UPDATE albums SET n = n + 1 WHERE pk = '2'")
                      .build()));
      Map<String, AttributeValue> read =
          client
              .executeStatement(
                  statement -> statement.statement("SELECT n FROM albums WHERE pk = '2'"))
              .items()
              .get(0);
      if (!read.equals(Map.of("n", AttributeValue.fromN("2")))) {
        throw new AssertionError(read);
      }
    }
  }

  static final class ThrowsFromMain {

    private ThrowsFromMain() {}

    public static void main(String[] args) {
      LocalDynamoDb dynamoDb = LocalDynamoDb.builder().http().start();
      UsesEverything.use(dynamoDb);
      throw new IllegalStateException("thrown from main");
    }
  }

  static final class NeverCloses {

    private NeverCloses() {}

    public static void main(String[] args) {
      UsesEverything.use(LocalDynamoDb.builder().http().start());
    }
  }

  /** The first start in its JVM is by a thread that can load nothing. */
  static final class HasNoContextClassLoader {

    private HasNoContextClassLoader() {}

    public static void main(String[] args) {
      Thread.currentThread().setContextClassLoader(null);
      UsesEverything.main(args);
    }
  }

  /** The first start in its JVM is by a thread with a class loader that knows nothing of it. */
  static final class HasAForeignContextClassLoader {

    private HasAForeignContextClassLoader() {}

    public static void main(String[] args) {
      Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[0], null));
      UsesEverything.main(args);
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {HasNoContextClassLoader.class, HasAForeignContextClassLoader.class})
  void program_whenItsContextClassLoaderIsOfNoUse_succeedsInSilence(Class<?> program)
      throws Exception {
    assertThat(run(program)).isEqualTo(new Outcome(0, ""));
  }

  @Test
  void program_whenTheEnvironmentIsHostile_succeedsInSilence() throws Exception {
    Map<String, String> environment =
        Map.of(
            "AWS_USE_FIPS_ENDPOINT", "true",
            "AWS_USE_DUALSTACK_ENDPOINT", "true",
            "AWS_MAX_ATTEMPTS", "many",
            "AWS_RETRY_MODE", "never",
            "AWS_DEFAULTS_MODE", "none",
            "AWS_ENDPOINT_URL_DYNAMODB", ":",
            "AWS_PROFILE", "missing",
            "HTTP_PROXY", "http://proxy.invalid:1",
            "HTTPS_PROXY", "http://proxy.invalid:1");

    assertThat(run(UsesEverything.class, environment)).isEqualTo(new Outcome(0, ""));
  }

  @Test
  void program_whenItUsesEverything_succeedsInSilence() {
    assertThat(usesEverything).isEqualTo(new Outcome(0, ""));
  }

  @Test
  void program_whenItUsesEverything_leavesNoFileWhereItRuns() {
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void program_whenMainThrowsWithARunningEngine_exitsWithOne() throws Exception {
    assertThat(run(ThrowsFromMain.class).exitCode()).isEqualTo(1);
  }

  @Test
  void program_whenItNeverClosesTheEngine_exitsWithZero() throws Exception {
    assertThat(run(NeverCloses.class).exitCode()).isZero();
  }

  record Outcome(int exitCode, String output) {}

  private static Outcome run(Class<?> program) throws IOException, InterruptedException {
    return run(program, Map.of());
  }

  private static Outcome run(Class<?> program, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("program", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.home=" + directory,
            // From Java 24 on the JVM itself warns of native libraries without it.
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process =
        builder
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("has ended").isTrue();
      return new Outcome(process.exitValue(), Files.readString(output));
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
