package io.github.ddbmessaging.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.store.MessagingTables;
import io.github.ddbmessaging.store.Table;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Making, checking and removing the table. */
class MessagingTableTest {
  @RegisterExtension static final DynamoDbExtension DYNAMO_DB = MessagingTables.extension();

  private DynamoDbClient client;
  private String name;
  private MessagingTable messagingTable;

  static Stream<TableSettings> variants() {
    return Stream.of(
        TableSettings.onDemand(),
        TableSettings.provisioned(5, 7),
        TableSettings.onDemand().withStream(false),
        TableSettings.onDemand().withTimeToLive(false),
        TableSettings.onDemand().withDeletionProtection(true),
        TableSettings.onDemand().withGroupIndex(true),
        TableSettings.provisioned(5, 7).withGroupIndex(true));
  }

  @BeforeEach
  void nameATable(Table existing) {
    client = existing.client();
    name = existing.name() + "-made";
    messagingTable = MessagingTable.of(client, name);
  }

  @AfterEach
  void removeTable() {
    if (messagingTable.describe().isPresent()) {
      client.updateTable(u -> u.tableName(name).deletionProtectionEnabled(false));
      messagingTable.delete();
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void create_ofAnyKind_makesATableThatFits(TableSettings settings) {
    messagingTable.create(settings);

    assertThat(messagingTable.check(settings)).isEmpty();
  }

  @Test
  void create_byDefault_makesAnActiveTableOnDemandWithAStreamOfBothImages() {
    messagingTable.create(TableSettings.onDemand());

    TableDescription table = messagingTable.describe().orElseThrow();
    assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
    assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
    assertThat(table.streamSpecification().streamViewType())
        .isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
    assertThat(table.hasGlobalSecondaryIndexes()).isFalse();
  }

  @Test
  void create_whenTheTableExists_failsAndSaysSo() {
    messagingTable.create(TableSettings.onDemand());

    assertThatThrownBy(() -> messagingTable.create(TableSettings.onDemand()))
        .isInstanceOf(DynamoDbFailureException.class)
        .hasMessageContaining("CreateTable")
        .hasMessageContaining(name)
        .hasMessageContaining("ResourceInUseException");
  }

  @Test
  void check_whenThereIsNoTable_saysSo() {
    assertThat(messagingTable.check(TableSettings.onDemand()))
        .containsExactly("There is no table " + name + ".");
  }

  @Test
  void check_whenStreamAndTimeToLiveAreOff_tellsBoth() {
    messagingTable.create(TableSettings.onDemand().withStream(false).withTimeToLive(false));

    assertThat(messagingTable.check(TableSettings.onDemand()))
        .containsExactly(
            "The table has no stream.",
            "Time to live is off; it should be on for " + Attributes.EXPIRES_AT + ".");
  }

  @Test
  void enableTimeToLive_whenItWasLeftOff_makesTheTableFit() {
    messagingTable.create(TableSettings.onDemand().withTimeToLive(false));

    messagingTable.enableTimeToLive();

    assertThat(messagingTable.check(TableSettings.onDemand())).isEmpty();
  }

  @Test
  void enableTimeToLive_whenItIsOn_failsAndSaysSo() {
    messagingTable.create(TableSettings.onDemand());

    assertThatThrownBy(messagingTable::enableTimeToLive)
        .isInstanceOf(DynamoDbFailureException.class)
        .hasMessageContaining("UpdateTimeToLive");
  }

  @Test
  void describe_whenThereIsNoTable_isEmpty() {
    assertThat(messagingTable.describe()).isEmpty();
  }

  @Test
  void waitUntilActive_whenTheTableIs_returns() {
    messagingTable.create(TableSettings.onDemand());

    messagingTable.waitUntilActive(Duration.ofSeconds(1));

    assertThat(messagingTable.describe()).isPresent();
  }

  @Test
  void waitUntilActive_whenTheTimeIsOver_fails() {
    assertThatThrownBy(() -> messagingTable.waitUntilActive(Duration.ofSeconds(1)))
        .isInstanceOf(DynamoDbFailureException.class)
        .hasMessageContaining("DescribeTable");
  }

  @Test
  void waitUntilActive_whenTheTimeIsLessThanASecond_isRefused() {
    assertThatThrownBy(() -> messagingTable.waitUntilActive(Duration.ofMillis(999)))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void delete_whenTheTableExists_removesIt() {
    messagingTable.create(TableSettings.onDemand());

    messagingTable.delete();

    assertThat(messagingTable.describe()).isEmpty();
  }

  @Test
  void delete_whenThereIsNoTable_failsAndSaysSo() {
    assertThatThrownBy(messagingTable::delete)
        .isInstanceOf(DynamoDbFailureException.class)
        .hasMessageContaining("DeleteTable")
        .hasMessageContaining("ResourceNotFoundException");
  }

  @Test
  void delete_whenTheTableIsProtected_failsAndLeavesIt() {
    messagingTable.create(TableSettings.onDemand().withDeletionProtection(true));

    assertThatThrownBy(messagingTable::delete).isInstanceOf(DynamoDbFailureException.class);
    assertThat(messagingTable.describe()).isPresent();
  }
}
