package io.github.ddbmessaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
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
  void create_byDefault_makesAnActiveTableOnDemandWithAStreamOfNewImages() {
    messagingTable.create(TableSettings.onDemand());

    TableDescription table = messagingTable.describe().orElseThrow();
    assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
    assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
    assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);
    assertThat(table.hasGlobalSecondaryIndexes()).isFalse();
  }

  @Test
  void create_withProvisionedUnits_givesThemToTableAndIndex() {
    messagingTable.create(TableSettings.provisioned(5, 7).withGroupIndex(true));

    TableDescription table = messagingTable.describe().orElseThrow();
    assertThat(table.provisionedThroughput().readCapacityUnits()).isEqualTo(5);
    assertThat(table.globalSecondaryIndexes().get(0).provisionedThroughput().writeCapacityUnits())
        .isEqualTo(7);
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
  void check_whenTableHasMoreThanAskedFor_findsNoFault() {
    messagingTable.create(TableSettings.onDemand().withGroupIndex(true));

    assertThat(
            messagingTable.check(TableSettings.onDemand().withStream(false).withTimeToLive(false)))
        .isEmpty();
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
  void check_whenIndexAndProtectionAreMissing_tellsBoth() {
    messagingTable.create(TableSettings.onDemand());

    assertThat(
            messagingTable.check(
                TableSettings.onDemand().withGroupIndex(true).withDeletionProtection(true)))
        .containsExactly(
            "Deletion protection is off.",
            "The index " + MessagingTable.GROUP_INDEX + " is missing.");
  }

  @Test
  void check_whenUnitsDiffer_tellsThoseWanted() {
    messagingTable.create(TableSettings.provisioned(5, 7));

    assertThat(messagingTable.check(TableSettings.provisioned(5, 8)))
        .containsExactly("The table is not provisioned with 5 read and 8 write units.");
    assertThat(messagingTable.check(TableSettings.onDemand()))
        .containsExactly("The table has provisioned units, and is not paid per request.");
  }

  @Test
  void check_whenKeysAreOthers_tellsBoth() {
    createTable(
        AttributeDefinition.builder()
            .attributeName("id")
            .attributeType(ScalarAttributeType.S)
            .build());

    assertThat(
            messagingTable.check(TableSettings.onDemand().withStream(false).withTimeToLive(false)))
        .containsExactly("The table has the keys [id HASH], not [pk HASH, sk RANGE].");
  }

  @Test
  void check_whenAKeyIsANumber_tellsIt() {
    createTable(
        AttributeDefinition.builder()
            .attributeName(Attributes.PK)
            .attributeType(ScalarAttributeType.S)
            .build(),
        AttributeDefinition.builder()
            .attributeName(Attributes.SK)
            .attributeType(ScalarAttributeType.N)
            .build());

    assertThat(
            messagingTable.check(TableSettings.onDemand().withStream(false).withTimeToLive(false)))
        .containsExactly("The table's key sk is of type N, not S.");
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

  /** Makes a table of such keys: a partition key, and a sort key if there is a second one. */
  private void createTable(AttributeDefinition... keys) {
    List<KeySchemaElement> schema = new ArrayList<>();
    for (AttributeDefinition key : keys) {
      schema.add(
          KeySchemaElement.builder()
              .attributeName(key.attributeName())
              .keyType(schema.isEmpty() ? KeyType.HASH : KeyType.RANGE)
              .build());
    }
    client.createTable(
        create ->
            create
                .tableName(name)
                .keySchema(schema)
                .attributeDefinitions(keys)
                .billingMode(BillingMode.PAY_PER_REQUEST));
  }
}
