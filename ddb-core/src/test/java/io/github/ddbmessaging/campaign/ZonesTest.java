package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.Projector;
import io.github.ddbmessaging.internal.item.KeyForm;
import io.github.ddbmessaging.model.CheckReport;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MigrationReport;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.store.OldApplication;
import io.github.ddbmessaging.store.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * The original application writes in zones of east and west, and without an offset, beside the
 * library. In the end every message stands at its true time: at once with a projector that rewrites
 * old keys, or else after a migration.
 */
class ZonesTest {
  private static final int RUNS = Integer.getInteger("zones.runs", 30);
  private static final int STEPS = 25;
  private static final String GROUP = "old-group";
  private static final ZoneId LOCAL = ZoneId.of("Asia/Kolkata");
  private static final List<String> FORMS =
      List.of("-05:00", "+05:30", "Z", "+00:00", "", "-09:30", "+12:45");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void messages_ofWritersInAnyZone_endAtTheirTrueTimes(boolean rewritesOldKeys) {
    for (int seed = 1; seed <= RUNS; seed++) {
      new Run(new Random(seed), rewritesOldKeys).play("seed " + seed);
    }
  }

  /** What was written, and when. */
  private record Written(Instant time, String text) {}

  private static final class Run {
    private final TableStream stream = new TableStream();
    private final MemoryTable memory = new MemoryTable(stream::add, Comparator.naturalOrder());
    private final DynamoDbClient client = Clients.sync(memory::execute);
    private final List<Written> written = new ArrayList<>();
    private final Random random;
    private final boolean rewritesOldKeys;
    private final OldApplication old;
    private final MessagingStore store;
    private final MessagingAdmin admin;
    private final Projector projector;
    private Instant now = Instant.parse("2026-11-21T01:00:00.000001Z");
    private int ids;

    Run(Random random, boolean rewritesOldKeys) {
      this.random = random;
      this.rewritesOldKeys = rewritesOldKeys;
      this.old = new OldApplication(new Table(Cluster.TABLE, client, null));
      Supplier<String> nextId = () -> "m" + random.nextInt(10) + "-" + ids++;
      this.store =
          MessagingStore.builder()
              .client(client)
              .tableName(Cluster.TABLE)
              .clock(() -> now)
              .ids(nextId)
              .zoneOfOldKeys(LOCAL)
              .build();
      this.admin =
          MessagingAdmin.builder()
              .client(client)
              .tableName(Cluster.TABLE)
              .clock(() -> now)
              .ids(nextId)
              .zoneOfOldKeys(LOCAL)
              .build();
      this.projector = rewritesOldKeys ? store.projector().rewriteOldKeys() : store.projector();
    }

    void play(String name) {
      writeAsBefore(true);
      for (int step = 0; step < STEPS; step++) {
        now = now.plusMillis(1 + random.nextInt(random.nextBoolean() ? 2_000 : 1_000_000));
        switch (random.nextInt(5)) {
          case 0, 1 -> writeAsBefore(false);
          case 2 -> send(SendMode.TRANSACTIONAL);
          case 3 -> send(random.nextBoolean() ? SendMode.STREAMED : SendMode.TRANSACTIONAL);
          default -> project(random.nextBoolean() ? next() : stream.late(4, random));
        }
      }
      drain();
      if (!rewritesOldKeys) {
        migrate();
        drain();
      }
      judge(name);
      project(stream.repeated());
      drain();
      judge(name + ", all again");
      migrate();
      judge(name + ", migrated");
    }

    /** Its stream function is off, so only the first message has rows. */
    private void writeAsBefore(boolean first) {
      String form = FORMS.get(random.nextInt(FORMS.size()));
      String key =
          DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
              .withZone(form.isEmpty() ? LOCAL : ZoneId.of(form))
              .format(now)
              .concat(form);
      String text = "Old " + written.size();
      if (first) {
        old.converse(GROUP, key, ANN, BOB, text);
      } else {
        old.message(GROUP, key, random.nextBoolean() ? ANN : BOB, text);
      }
      written.add(new Written(now, text));
    }

    private void send(SendMode mode) {
      String text = "New " + written.size();
      store.withSendMode(mode).createMessage(GROUP, NewMessage.from("ann", text));
      written.add(new Written(now, text));
    }

    private List<Record> next() {
      return stream.next(1 + random.nextInt(5));
    }

    private void project(List<Record> records) {
      ProjectionResult result = projector.project(records);
      assertThat(result.rejected()).isEmpty();
      stream.processed(records, result, false);
    }

    private void drain() {
      while (!stream.isProcessed()) {
        project(next());
      }
    }

    private void migrate() {
      for (MigrationReport report : admin.migrate(TableScan.withPageSize(1 + random.nextInt(9)))) {
        assertThat(report.problems()).isEmpty();
      }
    }

    private void judge(String name) {
      List<Message> messages = store.listMessages(GROUP, oldestFirst(100)).items();
      assertThat(messages)
          .as(name)
          .extracting(message -> new Written(message.createdAt(), message.text()))
          .isEqualTo(written);
      assertThat(messages).as(name).noneMatch(message -> KeyForm.isOld(message.sortKey()));
      Written last = written.get(written.size() - 1);
      for (String user : List.of("ann", "bob")) {
        assertThat(store.listMessageGroups(user, newestFirst(9)).items())
            .as(name)
            .extracting(MessageGroupRow::lastMessageAt, MessageGroupRow::preview)
            .containsExactly(tuple(last.time(), last.text()));
      }
      assertThat(admin.check(TableScan.withPageSize(100)))
          .as(name)
          .flatExtracting(CheckReport::findings)
          .isEmpty();
    }
  }
}
