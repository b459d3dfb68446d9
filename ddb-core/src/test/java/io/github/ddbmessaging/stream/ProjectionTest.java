package io.github.ddbmessaging.stream;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.StoreBuilder;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.Table;
import io.github.ddbmessaging.store.TableInvariants;
import io.github.ddbmessaging.store.TestClock;
import io.github.ddbmessaging.store.Wire;
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
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * A test of pattern E on a table and a stream of its own. The rows must show what is in the table
 * at the end. The stores share a clock that ticks, ids that count, and a wire to the table.
 */
abstract class ProjectionTest {
  private static final RetrySettings AT_ONCE = new RetrySettings(64, Duration.ZERO, Duration.ZERO);
  private static final AtomicInteger LAST_TABLE = new AtomicInteger();

  /** Never set back: an engine takes two transactions of one id for one that is repeated. */
  private static final AtomicInteger LAST_ID = new AtomicInteger();

  final TestClock clock = TestClock.ticking();
  final Wire wire = new Wire();

  /** Each test has one of its own: an engine slows with the stream records that it holds. */
  final LocalDynamoDb dynamoDb = LocalDynamoDb.start();

  Table table;
  String streamArn;
  StreamTail stream;
  MessagingStore store;
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
    store = open(wire.to(table)).build().streamed();
  }

  @AfterEach
  final void rowsShowWhatIsThere() {
    try (dynamoDb) {
      assertThat(violations()).isEmpty();
    }
  }

  final List<String> violations() {
    return messagesWereDeleted
        ? TableInvariants.violationsAfterDeletions(table.items())
        : TableInvariants.violations(table.items());
  }

  private <B extends StoreBuilder<B>> B configured(B builder) {
    return builder
        .tableName(table.name())
        .clock(clock)
        .ids(() -> "id-" + LAST_ID.incrementAndGet())
        .random(() -> 0)
        .retries(AT_ONCE);
  }

  /** A store with the clock and ids of this test, which retries without waiting. */
  final MessagingStore.Builder open(Table way) {
    return configured(MessagingStore.builder().client(way.client()));
  }

  /** The same, streamed, with its requests and units counted. */
  final MessagingStore metered(Meter meter) {
    return configured(MessagingStore.builder().client(meter.wrap(table.client())))
        .build()
        .streamed();
  }

  /** The same, asynchronous. */
  final AsyncMessagingStore async() {
    return configured(AsyncMessagingStore.builder().client(wire.to(table).asyncClient())).build();
  }

  /** New groups of these, each with a message of the first of them; their records are skipped. */
  final List<MessageGroup> groups(int count, User... members) {
    List<MessageGroup> groups = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      NewGroup trip = NewGroup.titled("Trip", List.of(members));
      groups.add(store.createGroup(trip, NewMessage.from(members[0].id(), "First")).group());
    }
    stream.skip();
    return groups;
  }

  final MessageGroup group() {
    return groups(1, ANN, BOB).get(0);
  }

  final Message send(MessageGroup group, String text) {
    return store.createMessage(group, NewMessage.from("ann", text)).message();
  }

  final Message newest(MessageGroup group) {
    return store
        .withConsistentReads()
        .listMessages(group.id(), PageRequest.newestFirst(1))
        .items()
        .get(0);
  }

  /** A message that arrives later and whose sender's clock is a moment behind. */
  final Message sendBehind(Message other, String text) {
    SortKey key = SortKey.of(other.createdAt().minusMillis(1), other.id());
    Message behind = new Message(other.groupId(), key, other.id(), other.sender(), text);
    table.put(Schemas.MESSAGES.itemToMap(behind, true));
    return behind;
  }

  final void edit(Message message, String text) {
    table.put(
        Schemas.MESSAGES.itemToMap(
            new Message(message.groupId(), message.sortKey(), message.id(), message.sender(), text),
            true));
  }

  final void delete(Message message) {
    messagesWereDeleted = true;
    table.delete(Keys.messagePartition(message.groupId()), message.sortKey().value());
  }

  final ProjectionResult project(List<Record> records) {
    return store.projector().project(records);
  }

  /** Works off everything in the stream, and makes sure that it was. */
  final void drain() {
    ProjectionResult result = project(stream.next());
    assertThat(result.notDone()).isEmpty();
    assertThat(result.rejected()).isEmpty();
  }

  /** What others do after the store has looked and before it writes. */
  final void beforeTheNextWrite(Runnable others) {
    beforeWrite(1, others);
  }

  final void beforeWrite(int number, Runnable others) {
    AtomicInteger writes = new AtomicInteger();
    wire.fail(
        any ->
            (request, service) -> {
              if (request instanceof TransactWriteItemsRequest
                  && writes.incrementAndGet() == number) {
                wire.clear();
                others.run();
              }
              return service.send(request);
            });
  }

  /** A poller of the whole stream with a projector behind it. */
  final StreamPoller poller(Checkpoints checkpoints) {
    return StreamPoller.builder()
        .client(dynamoDb.streamsClient())
        .streamArn(streamArn)
        .checkpoints(checkpoints)
        .handler(records -> project(records).retryFrom())
        .build();
  }

  final List<MessageGroupRow> rows(String userId) {
    return store
        .withConsistentReads()
        .listMessageGroups(userId, PageRequest.newestFirst(1_000))
        .items();
  }

  /** The sort key of a group's newest message, as its head has it. */
  final String place(String groupId) {
    return table.item(Keys.messagePartition(groupId), Keys.HEAD).get(Attributes.NEWEST).s();
  }

  /** What is in the table, but for how often heads were written. */
  final List<Map<String, AttributeValue>> itemsButVersions() {
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
