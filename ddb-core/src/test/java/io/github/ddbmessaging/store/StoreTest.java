package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingBuilder;
import io.github.ddbmessaging.StoreBuilder;
import io.github.ddbmessaging.model.Finding;
import io.github.ddbmessaging.model.Finding.Remedy;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import io.github.ddbmessaging.testing.meter.Meter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test of both stores (see {@link StoreKinds}), each on an own table that must be whole at the
 * end. The stores share a clock that ticks, ids that count, and a wire that keeps their requests.
 */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(StoreKinds.class)
public abstract class StoreTest {
  @RegisterExtension
  protected static final DynamoDbExtension DYNAMO_DB = MessagingTables.extension();

  protected static final RetrySettings AT_ONCE =
      new RetrySettings(16, Duration.ZERO, Duration.ZERO);

  protected static final TableScan WHOLE_TABLE = TableScan.withPageSize(Limits.PAGE_SIZE);

  protected final TestClock clock = TestClock.ticking();
  protected final Wire wire = new Wire();
  private final AtomicInteger lastId = new AtomicInteger();

  @Parameter protected StoreKind kind;
  protected Table table;
  protected Messaging store;
  protected Administration admin;

  @BeforeEach
  final void openStoreAndAdmin(Table ownTable) {
    table = ownTable;
    store = open(settings -> {});
    admin = openAdmin(wire.to(table));
  }

  @AfterEach
  final void tableIsWhole() {
    assertThat(TableInvariants.violations(table.items(), clock.instant())).isEmpty();
    assertThat(findingsOfAdoptedGroups()).isEmpty();
  }

  private List<Finding> findingsOfAdoptedGroups() {
    Set<Remedy> ofOthers = Set.of(Remedy.MIGRATE, Remedy.ADOPT, Remedy.NONE);
    return openAdmin(table).check(WHOLE_TABLE).stream()
        .flatMap(report -> report.findings().stream())
        .filter(finding -> !ofOthers.contains(finding.problem().remedy()))
        .toList();
  }

  /** Opens another store on the same table, over the same wire. */
  protected final Messaging open(Consumer<StoreBuilder<?>> settings) {
    return open(wire.to(table), settings);
  }

  /** Opens a store that the wire does not touch, as another process would. */
  protected final Messaging openElsewhere() {
    return open(table, settings -> {});
  }

  /** Opens a store whose requests a meter counts. */
  protected final Messaging openMetered(Meter meter, Consumer<StoreBuilder<?>> settings) {
    return open(table.metered(meter), settings);
  }

  private Messaging open(Table way, Consumer<StoreBuilder<?>> settings) {
    return kind.open(
        way,
        builder -> {
          configured(builder);
          settings.accept(builder);
        });
  }

  /** Opens an admin, over whatever way to the table. */
  protected final Administration openAdmin(Table way) {
    return kind.openAdmin(way, this::configured);
  }

  private <B extends MessagingBuilder<B>> B configured(MessagingBuilder<B> builder) {
    return builder.clock(clock).ids(this::nextId).random(() -> 0).retries(AT_ONCE);
  }

  protected final String nextId() {
    return "id-" + lastId.incrementAndGet();
  }

  protected final Sent direct(User one, User other, String text) {
    return store.createGroup(NewGroup.direct(one, other), NewMessage.from(one.id(), text));
  }

  /** Sends so many messages into a direct group of its own, and returns what came of the last. */
  protected final Sent conversation(User one, User other, int messages) {
    Sent last = direct(one, other, "Message 1");
    for (int n = 2; n <= messages; n++) {
      last = store.createMessage(last.group(), NewMessage.from(one.id(), "Message " + n));
    }
    wire.clear();
    return last;
  }

  protected final List<String> texts(MessageGroup group) {
    return texts(group.id());
  }

  /** The texts of a group's messages in order, read past the wire. */
  protected final List<String> texts(String groupId) {
    return openElsewhere().listMessages(groupId, oldestFirst(Limits.PAGE_SIZE)).items().stream()
        .map(Message::text)
        .toList();
  }

  /** What a user's list of groups shows, newest first, read past the wire. */
  protected final List<String> previews(String userId) {
    return openElsewhere().listMessageGroups(userId, newestFirst(Limits.PAGE_SIZE)).items().stream()
        .map(MessageGroupRow::preview)
        .toList();
  }
}
