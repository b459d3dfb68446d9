package io.github.ddbmessaging.testing;

import static io.github.ddbmessaging.testing.Items.item;
import static io.github.ddbmessaging.testing.Items.key;
import static io.github.ddbmessaging.testing.Items.table;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.local.shared.access.LocalDBClient;
import com.amazonaws.services.dynamodbv2.local.shared.access.sqlite.SQLiteDBAccess;
import com.amazonaws.services.dynamodbv2.local.shared.jobs.JobsRegister;
import com.amazonaws.services.dynamodbv2.model.AttributeDefinition;
import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import com.amazonaws.services.dynamodbv2.model.BillingMode;
import com.amazonaws.services.dynamodbv2.model.CreateTableRequest;
import com.amazonaws.services.dynamodbv2.model.KeySchemaElement;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What an engine does with the directory that it is to keep its data in. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DirectoryTest {

  private static final String FILE = "shared-local-instance.db";

  private static final int ITEMS = 10;

  private Path directory;

  @BeforeEach
  void emptyDirectory(@TempDir Path temporary) throws IOException {
    directory = Files.createDirectory(temporary.resolve("data"));
  }

  /** A directory that no engine can use. */
  enum Unusable {
    A_FILE {
      @Override
      Path in(Path directory) throws IOException {
        return Files.createFile(directory.resolve("file"));
      }
    },
    BELOW_A_FILE {
      @Override
      Path in(Path directory) throws IOException {
        return Files.createFile(directory.resolve("file")).resolve("data");
      }
    },
    BELOW_A_LINK_TO_NOTHING {
      @Override
      Path in(Path directory) throws IOException {
        return Files.createSymbolicLink(directory.resolve("link"), Path.of("nothing"));
      }
    },
    OF_THE_KERNEL {
      @Override
      Path in(Path directory) {
        return Path.of("/proc");
      }
    },
    BELOW_ONE_OF_THE_KERNEL {
      @Override
      Path in(Path directory) {
        return Path.of("/proc/data");
      }
    },
    WITH_A_DIRECTORY_FOR_A_FILE {
      @Override
      Path in(Path directory) throws IOException {
        Files.createDirectory(directory.resolve(FILE));
        return directory;
      }
    },
    WITH_A_LINK_TO_A_MISSING_PLACE {
      @Override
      Path in(Path directory) throws IOException {
        Files.createSymbolicLink(directory.resolve(FILE), Path.of("missing/place"));
        return directory;
      }
    },
    /** As a directory that can't be written, with a file that can. */
    WITHOUT_A_PLACE_FOR_A_JOURNAL {
      @Override
      Path in(Path directory) throws IOException {
        fill(directory);
        Files.createSymbolicLink(directory.resolve(FILE + "-journal"), Path.of("missing/place"));
        return directory;
      }
    },
    WITH_A_TEXT {
      @Override
      Path in(Path directory) throws IOException {
        Files.writeString(directory.resolve(FILE), "no database ".repeat(1000));
        return directory;
      }
    },
    WITH_A_SHORT_TEXT {
      @Override
      Path in(Path directory) throws IOException {
        Files.writeString(directory.resolve(FILE), "x");
        return directory;
      }
    },
    WITH_A_CUT_DATABASE {
      @Override
      Path in(Path directory) throws IOException {
        fill(directory);
        try (RandomAccessFile file = new RandomAccessFile(directory.resolve(FILE).toFile(), "rw")) {
          file.setLength(file.length() / 2);
        }
        return directory;
      }
    },
    WITH_AN_OVERWRITTEN_DATABASE {
      @Override
      Path in(Path directory) throws IOException {
        fill(directory);
        try (RandomAccessFile file = new RandomAccessFile(directory.resolve(FILE).toFile(), "rw")) {
          file.seek(file.length() / 2);
          file.write("x".repeat((int) (file.length() / 3)).getBytes(UTF_8));
        }
        return directory;
      }
    },
    WITH_ANOTHER_PROGRAMS_DATABASE {
      @Override
      Path in(Path directory) {
        sql(directory, "CREATE TABLE albums (title TEXT)");
        return directory;
      }
    };

    abstract Path in(Path directory) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void start_whenTheDirectoryCannotBeUsed_saysSo(Unusable unusable) throws IOException {
    Path unusableDirectory = unusable.in(directory);

    UncheckedIOException e = refusal(unusableDirectory);

    assertThat(e)
        .hasMessageStartingWith("Can't keep data in " + unusableDirectory + ": ")
        .hasMessageContaining("name another");
  }

  @ParameterizedTest
  @EnumSource
  void start_whenTheDirectoryCannotBeUsed_leavesNothing(Unusable unusable) throws IOException {
    Path unusableDirectory = unusable.in(directory);
    Set<Path> filesBefore = files();
    Set<Thread> threadsBefore = threads();

    refusal(unusableDirectory);

    assertThat(files()).isEqualTo(filesBefore);
    assertThat(threads()).allMatch(thread -> threadsBefore.contains(thread) || thread.isDaemon());
    assertThat(threadsOf("sqlite", "job"))
        .allSatisfy(thread -> assertThat(threadsBefore).contains(thread));
  }

  @Test
  void start_whenADamagedFileWasMovedAway_succeeds() throws IOException {
    Path damaged = Unusable.WITH_A_CUT_DATABASE.in(directory).resolve(FILE);
    refusal(directory);

    Files.move(damaged, directory.resolve("damaged"));

    assertThat(tables(directory)).isEmpty();
  }

  @Test
  void start_whenThePortIsTaken_leavesNoFile() throws IOException {
    Path missing = directory.resolve("missing");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      LocalDynamoDb.Builder builder =
          LocalDynamoDb.builder().directory(missing).httpPort(taken.getLocalPort());

      assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(builder::start);
    }

    assertThat(missing).doesNotExist();
  }

  @Test
  void start_whenTheDirectoryCannotBeUsed_leavesThePort() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path file = Unusable.A_FILE.in(directory);

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(LocalDynamoDb.builder().directory(file).httpPort(port)::start);

    try (LocalDynamoDb dynamoDb = LocalDynamoDb.builder().httpPort(port).start()) {
      assertThat(dynamoDb.endpoint()).hasPort(port);
    }
  }

  /** Another way to say the same directory. */
  enum Spelling {
    SAME {
      @Override
      Path of(Path directory) {
        return directory;
      }
    },
    WITH_DOTS {
      @Override
      Path of(Path directory) {
        return directory.resolve("../" + directory.getFileName() + "/.");
      }
    },
    LINK_TO_THE_DIRECTORY {
      @Override
      Path of(Path directory) throws IOException {
        return Files.createSymbolicLink(directory.resolveSibling("link"), directory);
      }
    },
    LINK_TO_THE_FILE {
      @Override
      Path of(Path directory) throws IOException {
        Path other = Files.createDirectory(directory.resolveSibling("other"));
        Files.createSymbolicLink(other.resolve(FILE), directory.resolve(FILE));
        return other;
      }
    },
    HARD_LINK {
      @Override
      Path of(Path directory) throws IOException {
        Path other = Files.createDirectory(directory.resolveSibling("other"));
        Files.createLink(other.resolve(FILE), directory.resolve(FILE));
        return other;
      }
    };

    abstract Path of(Path directory) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void start_whenAnotherEngineUsesTheDirectory_isRefused(Spelling spelling) throws IOException {
    try (LocalDynamoDb first = start(directory)) {
      UncheckedIOException e = refusal(spelling.of(directory));

      assertThat(e).hasMessageContaining("in use by another engine or program");
      assertThat(first.client().listTables().tableNames()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void start_whenTheOtherEngineIsClosed_succeeds(Spelling spelling) throws IOException {
    fill(directory);

    assertThat(tables(spelling.of(directory))).containsExactly("albums");
  }

  @Test
  void file_whenAnEngineIsOpen_isLockedForOtherPrograms() {
    try (LocalDynamoDb dynamoDb = start(directory)) {
      assertThat(
              catchThrowableOfType(
                  IllegalStateException.class, () -> sql(directory, "BEGIN EXCLUSIVE")))
          .hasMessageContaining("locked");
      assertThat(dynamoDb.client().listTables().tableNames()).isEmpty();
    }
  }

  @Test
  void file_whenDynamoDbLocalItselfMadeIt_isReadAndWritten() {
    runDynamoDbLocalItself(
        client -> {
          client.createTable(
              new CreateTableRequest()
                  .withTableName("albums")
                  .withBillingMode(BillingMode.PAY_PER_REQUEST)
                  .withAttributeDefinitions(new AttributeDefinition("pk", "S"))
                  .withKeySchema(new KeySchemaElement("pk", "HASH")));
          client.putItem("albums", Map.of("pk", new AttributeValue("1")));
        });

    try (LocalDynamoDb dynamoDb = start(directory)) {
      DynamoDbClient client = dynamoDb.client();
      client.putItem(put -> put.tableName("albums").item(item("2", "Vespertine")));
      assertThat(client.scan(scan -> scan.tableName("albums")).items())
          .containsExactlyInAnyOrder(key("1"), item("2", "Vespertine"));
    }
  }

  @Test
  void file_whenAnEngineMadeIt_isReadByDynamoDbLocalItself() {
    fill(directory);

    runDynamoDbLocalItself(
        client -> assertThat(client.scan("albums", List.of("pk")).getItems()).hasSize(ITEMS));
  }

  @Test
  void file_whenItsTablesAreOfAnOlderVersion_isBroughtUpToDate() {
    fill(directory);
    sql(directory, "DROP TABLE tr");

    assertThat(tables(directory)).containsExactly("albums");
  }

  /** What DynamoDB Local's own server does with its file. */
  private void runDynamoDbLocalItself(Consumer<AmazonDynamoDB> work) {
    ExecutorService threads = Executors.newCachedThreadPool(new DaemonThreads("itself"));
    LocalDBClient itself =
        new LocalDBClient(
            new SQLiteDBAccess(directory.resolve(FILE).toFile()), new JobsRegister(threads, false));
    work.accept(itself.amazonDynamoDB());
    itself.shutdownNow();
  }

  private static LocalDynamoDb start(Path directory) {
    return LocalDynamoDb.builder().directory(directory).start();
  }

  private static UncheckedIOException refusal(Path directory) {
    return catchThrowableOfType(UncheckedIOException.class, () -> start(directory).close());
  }

  private static List<String> tables(Path directory) {
    try (LocalDynamoDb dynamoDb = start(directory)) {
      return dynamoDb.client().listTables().tableNames();
    }
  }

  private static void fill(Path directory) {
    try (LocalDynamoDb dynamoDb = start(directory)) {
      dynamoDb.client().createTable(table("albums"));
      for (int n = 0; n < ITEMS; n++) {
        Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item =
            item("" + n, "x".repeat(8000));
        dynamoDb.client().putItem(put -> put.tableName("albums").item(item));
      }
    }
  }

  /** Lets another program work on the file. */
  private static void sql(Path directory, String statement) {
    SQLiteConnection connection = new SQLiteConnection(directory.resolve(FILE).toFile());
    try {
      connection.open(true);
      connection.exec(statement);
    } catch (SQLiteException e) {
      throw new IllegalStateException(e);
    } finally {
      connection.dispose();
    }
  }

  private Set<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.collect(Collectors.toSet());
    }
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet();
  }

  private static Set<Thread> threadsOf(String... purposes) {
    return threads().stream()
        .filter(
            thread ->
                Stream.of(purposes)
                    .anyMatch(
                        purpose ->
                            thread.getName().startsWith(DaemonThreads.NAME_PREFIX + purpose)))
        .collect(Collectors.toSet());
  }
}
