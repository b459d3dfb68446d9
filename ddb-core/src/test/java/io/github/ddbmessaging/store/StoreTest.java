package io.github.ddbmessaging.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.StoreBuilder;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import io.github.ddbmessaging.testing.meter.Meter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A test that runs against both stores, each on an own table that must be whole at the end. The
 * stores share a clock that ticks, ids that count, and a wire that keeps their requests.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
abstract class StoreTest {
  @RegisterExtension static final DynamoDbExtension DYNAMO_DB = MessagingTables.extension();

  static final RetrySettings AT_ONCE = new RetrySettings(16, Duration.ZERO, Duration.ZERO);

  final TestClock clock = TestClock.ticking();
  final Wire wire = new Wire();
  private final AtomicInteger lastId = new AtomicInteger();

  @Parameter StoreKind kind;
  Table table;
  Messaging store;

  @BeforeEach
  final void openStore(Table ownTable) {
    table = ownTable;
    store = open(settings -> {});
  }

  @AfterEach
  final void tableIsWhole() {
    assertThat(TableInvariants.violations(table.items())).isEmpty();
  }

  /** Opens another store on the same table, over the same wire. */
  final Messaging open(Consumer<StoreBuilder<?>> settings) {
    return open(wire.to(table), settings);
  }

  /** Opens a store that the wire does not touch, as another process would. */
  final Messaging openElsewhere() {
    return open(table, settings -> {});
  }

  /** Opens a store whose requests a meter counts. */
  final Messaging openMetered(Meter meter, Consumer<StoreBuilder<?>> settings) {
    Table metered =
        new Table(table.name(), meter.wrap(table.client()), meter.wrap(table.asyncClient()));
    return open(metered, settings);
  }

  private Messaging open(Table way, Consumer<StoreBuilder<?>> settings) {
    return kind.open(
        way,
        builder -> {
          builder.clock(clock).ids(this::nextId).random(() -> 0).retries(AT_ONCE);
          settings.accept(builder);
        });
  }

  final String nextId() {
    return "id-" + lastId.incrementAndGet();
  }

  final Sent direct(User one, User other, String text) {
    return store.createGroup(NewGroup.direct(one, other), NewMessage.from(one.id(), text));
  }

  /** Sends so many messages into a direct group of its own, and returns what came of the last. */
  final Sent conversation(User one, User other, int messages) {
    Sent last = direct(one, other, "Message 1");
    for (int n = 2; n <= messages; n++) {
      last = store.createMessage(last.group(), NewMessage.from(one.id(), "Message " + n));
    }
    wire.clear();
    return last;
  }
}
