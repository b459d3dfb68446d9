package io.github.ddbmessaging.project;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.MessagingBuilder;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.Table;
import io.github.ddbmessaging.store.TableInvariants;
import io.github.ddbmessaging.store.TestClock;
import io.github.ddbmessaging.store.Wire;
import io.github.ddbmessaging.stream.Checkpoints;
import io.github.ddbmessaging.stream.StreamPoller;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import io.github.ddbmessaging.testing.meter.Meter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * A test of pattern E on a table and a stream of its own. The rows must show what is in the table
 * at the end. The stores share a clock that ticks, ids that count, and a wire to the table.
 */
public abstract class ProjectionTest {
  private static final RetrySettings AT_ONCE = new RetrySettings(64, Duration.ZERO, Duration.ZERO);
  private static final AtomicInteger LAST_TABLE = new AtomicInteger();

  /** Never set back: an engine takes two transactions of one id for one that is repeated. */
  private static final AtomicInteger LAST_ID = new AtomicInteger();

  /** Each test has one of its own: an engine slows with the stream records that it holds. */
  protected final LocalDynamoDb dynamoDb = LocalDynamoDb.start();

  protected final TestClock clock = TestClock.ticking();
  protected final Wire wire = new Wire();
  protected Table table;
  protected String streamArn;
  protected StreamTail stream;
  protected MessagingStore store;
  protected MessagingStore transactional;
  private boolean messagesWereDeleted;

  @BeforeEach
  final void makeTable() {
    table =
        new Table(
            "table-" + LAST_TABLE.incrementAndGet(), dynamoDb.client(), dynamoDb.asyncClient());
    MessagingTable created = MessagingTable.of(table.client(), table.name());
    created.create(TableSettings.onDemand().withTimeToLive(false));
    streamArn = created.streamArn().orElseThrow();
    stream = new StreamTail(dynamoDb.streamsClient(), streamArn);
    store = open(wire.to(table));
    transactional = store.withSendMode(SendMode.TRANSACTIONAL);
  }

  @AfterEach
  final void rowsShowWhatIsThere() {
    try (dynamoDb) {
      assertThat(violations()).isEmpty();
    }
  }

  /** What is wrong with the table. */
  protected List<String> violations() {
    return messagesWereDeleted
        ? TableInvariants.violationsAfterDeletions(table.items(), clock.instant())
        : TableInvariants.violations(table.items(), clock.instant());
  }

  /** New groups of these, each with a message of the first of them; their records are skipped. */
  protected final List<MessageGroup> groups(int count, User... members) {
    List<MessageGroup> groups = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      NewGroup trip = NewGroup.titled("Trip", List.of(members));
      groups.add(store.createGroup(trip, NewMessage.from(members[0].id(), "First")).group());
    }
    stream.skip();
    return groups;
  }

  protected final MessageGroup group() {
    return groups(1, ANN, BOB).get(0);
  }

  protected final Message send(MessageGroup group, String text) {
    return store.createMessage(group, NewMessage.from("ann", text)).message();
  }

  protected final Message newest(MessageGroup group) {
    return store
        .withConsistentReads()
        .listMessages(group.id(), PageRequest.newestFirst(1))
        .items()
        .get(0);
  }

  /** A message that arrives later and whose sender's clock is a moment behind. */
  protected final Message sendBehind(Message other, String text) {
    SortKey key = SortKey.of(other.createdAt().minusMillis(1), other.id());
    Message behind = new Message(other.groupId(), key, other.id(), other.sender(), text);
    table.put(Schemas.MESSAGES.itemToMap(behind, true));
    return behind;
  }

  protected final void edit(Message message, String text) {
    table.put(
        Schemas.MESSAGES.itemToMap(
            new Message(message.groupId(), message.sortKey(), message.id(), message.sender(), text),
            true));
  }

  protected final void delete(Message message) {
    messagesWereDeleted = true;
    table.delete(Keys.messagePartition(message.groupId()), message.sortKey().value());
  }

  /** A message was deleted before the rows showed it, so the head does not name it. */
  protected final void newestWasNeverShown() {
    messagesWereDeleted = true;
  }

  /** From now on, the newest message may be gone. */
  protected final void purge(Message message) {
    messagesWereDeleted = true;
    assertThat(store.purgeMessage(message.ref())).isTrue();
  }

  /** As DynamoDB's time to live removes it; the record of that tells of no service. */
  protected final void expire(Message message) {
    delete(message);
  }

  protected final ProjectionResult project(List<Record> records) {
    return store.projector().project(records);
  }

  /** Processes everything in the stream, and makes sure that it was. */
  protected final void drain() {
    ProjectionResult result = project(stream.next());
    assertThat(result.notDone()).isEmpty();
    assertThat(result.rejected()).isEmpty();
  }

  /** Ids that count, and repeats that don't wait. */
  protected final <B extends MessagingBuilder<B>> B configured(MessagingBuilder<B> builder) {
    return builder
        .tableName(table.name())
        .ids(() -> "id-" + LAST_ID.incrementAndGet())
        .random(() -> 0)
        .retries(AT_ONCE);
  }

  /** A streamed store with its requests and units counted. */
  protected final MessagingStore metered(Meter meter) {
    return open(table.metered(meter));
  }

  private MessagingStore open(Table way) {
    return configured(MessagingStore.builder().client(way.client()))
        .clock(clock)
        .sendMode(SendMode.STREAMED)
        .build();
  }

  /** An asynchronous store. */
  protected final AsyncMessagingStore async() {
    return configured(AsyncMessagingStore.builder().client(wire.to(table).asyncClient()))
        .clock(clock)
        .build();
  }

  /** A poller of the whole stream with a projector behind it. */
  protected final StreamPoller poller(Checkpoints checkpoints) {
    return StreamPoller.builder()
        .client(dynamoDb.streamsClient())
        .streamArn(streamArn)
        .checkpoints(checkpoints)
        .handler(records -> project(records).retryFrom())
        .build();
  }

  protected final List<MessageGroupRow> rows(String userId) {
    return store
        .withConsistentReads()
        .listMessageGroups(userId, PageRequest.newestFirst(1_000))
        .items();
  }

  protected final List<String> previews(String userId) {
    return rows(userId).stream().map(MessageGroupRow::preview).toList();
  }

  /** The sort key of a group's newest message, as its head has it. */
  protected final String newestKey(String groupId) {
    return table.item(Keys.messagePartition(groupId), Keys.HEAD).get(Attributes.NEWEST).s();
  }

  /** What is in the table, but for how often heads were written. */
  protected final List<Map<String, AttributeValue>> itemsButVersions() {
    return table.items().stream()
        .map(
            item -> {
              Map<String, AttributeValue> rest = new HashMap<>(item);
              rest.remove(Attributes.VERSION);
              return rest;
            })
        .toList();
  }
}
