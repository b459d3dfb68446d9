package io.github.ddbmessaging.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingBuilder;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.internal.project.StreamRecords;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.store.Administration;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.OldApplication;
import io.github.ddbmessaging.store.StoreKind;
import io.github.ddbmessaging.store.Table;
import io.github.ddbmessaging.store.TableInvariants;
import io.github.ddbmessaging.store.TestClock;
import io.github.ddbmessaging.store.Wire;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * A test on a table of the original application, with its index and without, and with either store.
 * The table must be whole at the end.
 */
@ParameterizedClass(name = "{0}, index: {1}")
@CsvSource({"SYNC, true", "ASYNC, false"})
abstract class OldTableTest {
  static final String GROUP = "old-group";
  static final TableScan WHOLE_TABLE = TableScan.withPageSize(Limits.PAGE_SIZE);

  private static final RetrySettings AT_ONCE = new RetrySettings(16, Duration.ZERO, Duration.ZERO);
  private static final AtomicInteger LAST_TABLE = new AtomicInteger();
  private static final AtomicInteger LAST_ID = new AtomicInteger();

  private static LocalDynamoDb dynamoDb;

  final Wire wire = new Wire();

  @Parameter(0)
  StoreKind kind;

  @Parameter(1)
  boolean withIndex;

  Table table;
  OldApplication old;
  Messaging store;
  Administration admin;

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
    String name = "old-table-" + LAST_TABLE.incrementAndGet();
    table = new Table(name, dynamoDb.client(), dynamoDb.asyncClient());
    MessagingTable.of(table.client(), name)
        .create(
            TableSettings.onDemand()
                .withStream(false)
                .withTimeToLive(false)
                .withGroupIndex(withIndex));
    old = new OldApplication(table);
    store = open(wire.to(table));
    admin = openAdmin(wire.to(table));
  }

  @AfterEach
  final void tableIsWhole() {
    assertThat(TableInvariants.violations(table.items())).isEmpty();
  }

  final Messaging open(Table way) {
    return kind.open(way, settings -> configured(settings).clock(TestClock.ticking()));
  }

  final Administration openAdmin(Table way) {
    return kind.openAdmin(way, OldTableTest::configured);
  }

  private static <B extends MessagingBuilder<B>> B configured(MessagingBuilder<B> builder) {
    return builder.ids(() -> "id-" + LAST_ID.incrementAndGet()).random(() -> 0).retries(AT_ONCE);
  }

  /** The stream record of a message that is in the table. */
  final Record inserted(String time) {
    return StreamRecords.of(
        OperationType.INSERT, 1, table.item(Keys.messagePartition(GROUP), time));
  }

  final List<String> texts() {
    return open(table)
        .withConsistentReads()
        .listMessages(GROUP, PageRequest.oldestFirst(Limits.PAGE_SIZE))
        .items()
        .stream()
        .map(Message::text)
        .toList();
  }

  final List<MessageGroupRow> rows(String userId) {
    return open(table)
        .withConsistentReads()
        .listMessageGroups(userId, PageRequest.newestFirst(Limits.PAGE_SIZE))
        .items();
  }

  final List<String> previews(String userId) {
    return rows(userId).stream().map(MessageGroupRow::preview).toList();
  }
}
