package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Promise 9: no log line, at any level, tells a text, a title or a person's name. */
class ContentStaysOutOfLogsTest {
  private static final String SECRET = "s3cr3t";

  @Test
  void logs_ofAllThatIsLogged_tellNoContent() throws IOException, InterruptedException {
    // A JVM of its own, since SLF4J takes its provider once.
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dslf4j.provider=" + PrintedLogs.class.getName(),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectErrorStream(true)
            .start();

    String printed = new String(program.getInputStream().readAllBytes(), UTF_8);

    assertThat(program.waitFor()).as(printed).isZero();
    assertThat(printed)
        .contains("createMessage tries again")
        .contains("The listener failed on createMessage")
        .doesNotContain(SECRET);
  }

  /** Does what is logged, with secrets everywhere. */
  static final class Program {
    private static final User ANN = new User("ann", SECRET + " Ann", SECRET + ".ann");
    private static final User BOB = new User("bob", SECRET + " Bob", SECRET + ".bob");
    private static final NewMessage MESSAGE = NewMessage.from("ann", SECRET);

    private Program() {}

    public static void main(String[] args) {
      try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
        Table table = new Table("messages", dynamoDb.client(), dynamoDb.asyncClient());
        MessagingTable.of(table.client(), table.name())
            .create(TableSettings.onDemand().withStream(false));
        for (StoreKind kind : StoreKind.values()) {
          converse(kind, table);
        }
      }
    }

    private static void converse(StoreKind kind, Table table) {
      Wire wire = new Wire();
      Messaging store =
          kind.open(
              wire.to(table),
              settings ->
                  settings
                      .retries(StoreTest.AT_ONCE)
                      .listener(
                          report -> {
                            throw new IllegalStateException(SECRET);
                          }));
      NewGroup titled = NewGroup.titled(SECRET, List.of(ANN, BOB));
      Sent first = store.createGroup(titled, MESSAGE.withIdempotencyKey(kind.name()));
      store.createGroup(titled, MESSAGE.withIdempotencyKey(kind.name()));
      wire.failNext(Faults.answerLost(), Faults.throttled(), Faults.canceled("ThrottlingError"));
      store.createMessage(first.group(), MESSAGE);
      store.createMessage(first.group(), MESSAGE);
      store.listMessages(first.group().id(), newestFirst(10));
      store.listMessageGroups("bob", newestFirst(10));
      wire.fail(number -> Faults.answerLost());
      try {
        store.createMessage(first.group(), MESSAGE);
      } catch (MessagingException expected) {
        wire.clear();
      }
    }
  }
}
