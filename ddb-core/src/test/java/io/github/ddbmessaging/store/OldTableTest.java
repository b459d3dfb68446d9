package io.github.ddbmessaging.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * A test on a table of the original application, with its index and without. The table must be
 * whole at the end.
 */
@ParameterizedClass(name = "index: {0}")
@ValueSource(booleans = {true, false})
abstract class OldTableTest {
  static final String GROUP = "old-group";

  private static final RetrySettings AT_ONCE = new RetrySettings(16, Duration.ZERO, Duration.ZERO);
  private static final AtomicInteger LAST_TABLE = new AtomicInteger();
  private static final AtomicInteger LAST_ID = new AtomicInteger();

  private static LocalDynamoDb dynamoDb;

  final Wire wire = new Wire();
  @Parameter boolean withIndex;
  Table table;
  OldApplication old;
  MessagingStore store;

  @BeforeAll
  static void startEngine() {
    dynamoDb = LocalDynamoDb.start();
  }

  @AfterAll
  static void stopEngine() {
    dynamoDb.close();
  }

  @BeforeEach
  final void makeTable() {
    table =
        new Table(
            "old-table-" + LAST_TABLE.incrementAndGet(), dynamoDb.client(), dynamoDb.asyncClient());
    MessagingTable.of(table.client(), table.name())
        .create(
            TableSettings.onDemand()
                .withStream(false)
                .withTimeToLive(false)
                .withGroupIndex(withIndex));
    old = new OldApplication(table);
    store = open(wire.to(table));
  }

  @AfterEach
  final void tableIsWhole() {
    assertThat(TableInvariants.violations(table.items())).isEmpty();
  }

  final MessagingStore open(Table way) {
    return MessagingStore.builder()
        .client(way.client())
        .tableName(way.name())
        .clock(TestClock.ticking())
        .ids(() -> "id-" + LAST_ID.incrementAndGet())
        .random(() -> 0)
        .retries(AT_ONCE)
        .build();
  }

  /** What others do after the store has looked and before it writes for the first time. */
  final void beforeTheNextWrite(Runnable others) {
    wire.fail(
        any ->
            (request, service) -> {
              if (request instanceof TransactWriteItemsRequest) {
                wire.clear();
                others.run();
              }
              return service.send(request);
            });
  }

  /** The stream record of a message that is in the table. */
  final Record inserted(String time) {
    Map<String, AttributeValue> item = table.item(Keys.messagePartition(GROUP), time);
    return Record.builder()
        .eventName(OperationType.INSERT)
        .dynamodb(content(time, "1").newImage(item).build())
        .build();
  }

  /** The stream record of a message that went. */
  final Record removed(String time) {
    return Record.builder()
        .eventName(OperationType.REMOVE)
        .dynamodb(content(time, "2").build())
        .build();
  }

  private static StreamRecord.Builder content(String time, String sequenceNumber) {
    return StreamRecord.builder()
        .sequenceNumber(sequenceNumber)
        .keys(
            Map.of(
                Attributes.PK, AttributeValue.fromS(Keys.messagePartition(GROUP)),
                Attributes.SK, AttributeValue.fromS(time)));
  }

  final List<String> texts() {
    return open(table)
        .withConsistentReads()
        .listMessages(GROUP, PageRequest.oldestFirst(1_000))
        .items()
        .stream()
        .map(Message::text)
        .toList();
  }

  final List<MessageGroupRow> rows(String userId) {
    return open(table)
        .withConsistentReads()
        .listMessageGroups(userId, PageRequest.newestFirst(1_000))
        .items();
  }
}
