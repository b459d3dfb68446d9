package io.github.ddbmessaging.internal.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.TableSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.BillingModeSummary;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class TableDefinitionTest {
  private static final TableSettings ON_DEMAND = TableSettings.onDemand();
  private static final List<KeySchemaElement> KEYS =
      List.of(key("pk", KeyType.HASH), key("sk", KeyType.RANGE));
  private static final List<KeySchemaElement> INDEX_KEYS =
      List.of(key("message_group_uuid", KeyType.HASH), key("sk", KeyType.RANGE));
  private static final TimeToLiveDescription TTL_ON = ttl(TimeToLiveStatus.ENABLED, "expires_at");

  static List<TableSettings> allSettings() {
    return List.of(
        ON_DEMAND,
        TableSettings.provisioned(5, 7),
        ON_DEMAND.withStream(false),
        ON_DEMAND.withTimeToLive(false),
        ON_DEMAND.withDeletionProtection(true),
        ON_DEMAND.withGroupIndex(true));
  }

  @Test
  void toCreate_whenOnDemand_isTheGoldenRequest() {
    assertThat(TableDefinition.toCreate("t", ON_DEMAND))
        .isEqualTo(
            CreateTableRequest.builder()
                .tableName("t")
                .keySchema(KEYS)
                .attributeDefinitions(
                    attribute("pk", ScalarAttributeType.S), attribute("sk", ScalarAttributeType.S))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .deletionProtectionEnabled(false)
                .streamSpecification(stream(StreamViewType.NEW_IMAGE))
                .build());
  }

  @Test
  void toCreate_whenEverythingIsChosen_isTheGoldenRequest() {
    TableSettings settings =
        TableSettings.provisioned(5, 7)
            .withStream(false)
            .withDeletionProtection(true)
            .withGroupIndex(true);
    ProvisionedThroughput throughput =
        ProvisionedThroughput.builder().readCapacityUnits(5L).writeCapacityUnits(7L).build();

    assertThat(TableDefinition.toCreate("t", settings))
        .isEqualTo(
            CreateTableRequest.builder()
                .tableName("t")
                .keySchema(KEYS)
                .attributeDefinitions(
                    attribute("pk", ScalarAttributeType.S),
                    attribute("sk", ScalarAttributeType.S),
                    attribute("message_group_uuid", ScalarAttributeType.S))
                .billingMode(BillingMode.PROVISIONED)
                .provisionedThroughput(throughput)
                .deletionProtectionEnabled(true)
                .globalSecondaryIndexes(
                    GlobalSecondaryIndex.builder()
                        .indexName("message-group-sk-index")
                        .keySchema(INDEX_KEYS)
                        .projection(projection(ProjectionType.ALL))
                        .provisionedThroughput(throughput)
                        .build())
                .build());
  }

  @ParameterizedTest
  @MethodSource("allSettings")
  void misfits_whenTableIsAsExpected_areNone(TableSettings settings) {
    assertThat(TableDefinition.misfits(fitting(settings).build(), TTL_ON, settings)).isEmpty();
  }

  @Test
  void misfits_whenTableHasMoreThanWasAskedFor_areNone() {
    TableDescription table =
        fitting(ON_DEMAND.withGroupIndex(true).withDeletionProtection(true))
            .streamSpecification(stream(StreamViewType.NEW_AND_OLD_IMAGES))
            .tableStatus(TableStatus.UPDATING)
            .build();

    assertThat(TableDefinition.misfits(table, TTL_ON, ON_DEMAND)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"ACTIVE", "UPDATING", "UNKNOWN_TO_SDK_VERSION"})
  void misfits_whenTableIsNotActive_sayItsStatus(TableStatus status) {
    assertThat(misfits(fitting(ON_DEMAND).tableStatus(status)))
        .containsExactly("The table is " + status + ", not ACTIVE.");
  }

  @Test
  void misfits_whenKeysHaveOtherNames_sayBoth() {
    TableDescription.Builder table =
        fitting(ON_DEMAND).keySchema(key("id", KeyType.HASH), key("sk", KeyType.RANGE));

    assertThat(misfits(table))
        .containsExactly("The table has the keys [id HASH, sk RANGE], not [pk HASH, sk RANGE].");
  }

  @Test
  void misfits_whenKeysAreSwapped_sayBoth() {
    TableDescription.Builder table =
        fitting(ON_DEMAND).keySchema(key("sk", KeyType.HASH), key("pk", KeyType.RANGE));

    assertThat(misfits(table))
        .containsExactly("The table has the keys [sk HASH, pk RANGE], not [pk HASH, sk RANGE].");
  }

  @Test
  void misfits_whenThereIsNoSortKey_sayBoth() {
    assertThat(misfits(fitting(ON_DEMAND).keySchema(key("pk", KeyType.HASH))))
        .containsExactly("The table has the keys [pk HASH], not [pk HASH, sk RANGE].");
  }

  @Test
  void misfits_whenAKeyIsNoString_sayItsType() {
    TableDescription.Builder table =
        fitting(ON_DEMAND)
            .attributeDefinitions(
                attribute("pk", ScalarAttributeType.S), attribute("sk", ScalarAttributeType.N));

    assertThat(misfits(table)).containsExactly("The table's key sk is of type N, not S.");
  }

  @Test
  void misfits_whenUnitsAreProvisionedButNoneWereExpected_sayThat() {
    assertThat(misfits(fitting(TableSettings.provisioned(5, 7))))
        .containsExactly("The table has provisioned units, and is not paid per request.");
  }

  @ParameterizedTest
  @CsvSource({"5, 8", "6, 7"})
  void misfits_whenOtherUnitsAreProvisioned_sayTheExpectedOnes(long read, long write) {
    TableSettings expected = TableSettings.provisioned(read, write);
    TableDescription table = fitting(TableSettings.provisioned(5, 7)).build();

    assertThat(TableDefinition.misfits(table, TTL_ON, expected))
        .containsExactly(
            "The table is not provisioned with %d read and %d write units.".formatted(read, write));
  }

  @Test
  void misfits_whenPaidPerRequestButUnitsWereExpected_sayTheExpectedOnes() {
    TableSettings expected = TableSettings.provisioned(5, 7);

    assertThat(TableDefinition.misfits(fitting(ON_DEMAND).build(), TTL_ON, expected))
        .containsExactly("The table is not provisioned with 5 read and 7 write units.");
  }

  @Test
  void misfits_whenThereIsNoStream_sayThat() {
    assertThat(misfits(fitting(ON_DEMAND.withStream(false))))
        .containsExactly("The table has no stream.");
  }

  @Test
  void misfits_whenStreamIsOff_sayThat() {
    StreamSpecification off = StreamSpecification.builder().streamEnabled(false).build();

    assertThat(misfits(fitting(ON_DEMAND).streamSpecification(off)))
        .containsExactly("The table has no stream.");
  }

  @ParameterizedTest
  @EnumSource(names = {"KEYS_ONLY", "OLD_IMAGE"})
  void misfits_whenStreamHasNoNewImages_sayItsView(StreamViewType view) {
    assertThat(misfits(fitting(ON_DEMAND).streamSpecification(stream(view))))
        .containsExactly("The stream's view is " + view + ", without new images.");
  }

  @ParameterizedTest
  @EnumSource(names = {"DISABLED", "DISABLING"})
  void misfits_whenTimeToLiveIsOff_sayThat(TimeToLiveStatus status) {
    assertThat(
            TableDefinition.misfits(
                fitting(ON_DEMAND).build(), ttl(status, "expires_at"), ON_DEMAND))
        .containsExactly("Time to live is off; it should be on for expires_at.");
  }

  @Test
  void misfits_whenTimeToLiveIsJustBeingTurnedOn_areNone() {
    assertThat(
            TableDefinition.misfits(
                fitting(ON_DEMAND).build(),
                ttl(TimeToLiveStatus.ENABLING, "expires_at"),
                ON_DEMAND))
        .isEmpty();
  }

  @Test
  void misfits_whenTimeToLiveIsOfAnotherAttribute_sayBoth() {
    assertThat(
            TableDefinition.misfits(
                fitting(ON_DEMAND).build(), ttl(TimeToLiveStatus.ENABLED, "ttl"), ON_DEMAND))
        .containsExactly("Time to live is on for ttl, not for expires_at.");
  }

  @Test
  void misfits_whenDeletionProtectionIsOff_sayThat() {
    assertThat(
            TableDefinition.misfits(
                fitting(ON_DEMAND).build(), TTL_ON, ON_DEMAND.withDeletionProtection(true)))
        .containsExactly("Deletion protection is off.");
  }

  @Test
  void misfits_whenIndexIsMissing_sayThat() {
    assertThat(
            TableDefinition.misfits(
                fitting(ON_DEMAND).build(), TTL_ON, ON_DEMAND.withGroupIndex(true)))
        .containsExactly("The index message-group-sk-index is missing.");
  }

  @Test
  void misfits_whenThereIsOnlyAnotherIndex_sayThat() {
    GlobalSecondaryIndexDescription other =
        index(INDEX_KEYS, ProjectionType.ALL).toBuilder().indexName("other").build();

    assertThat(indexMisfits(other)).containsExactly("The index message-group-sk-index is missing.");
  }

  @Test
  void misfits_whenIndexHasOtherKeys_sayBoth() {
    assertThat(indexMisfits(index(KEYS, ProjectionType.ALL)))
        .containsExactly(
            "The index message-group-sk-index has the keys [pk HASH, sk RANGE], not"
                + " [message_group_uuid HASH, sk RANGE].");
  }

  @Test
  void misfits_whenIndexLacksAttributes_sayThat() {
    assertThat(indexMisfits(index(INDEX_KEYS, ProjectionType.KEYS_ONLY)))
        .containsExactly("The index message-group-sk-index does not project all attributes.");
  }

  @Test
  void misfits_whenThereAreSeveral_areOneSentenceEach() {
    TableDescription table =
        fitting(ON_DEMAND.withStream(false)).tableStatus(TableStatus.CREATING).build();

    assertThat(
            TableDefinition.misfits(table, ttl(TimeToLiveStatus.DISABLED, "expires_at"), ON_DEMAND))
        .hasSize(3)
        .allMatch(misfit -> misfit.endsWith(".") && misfit.indexOf('.') == misfit.length() - 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void provisioned_whenAUnitIsLessThanOne_isRefused(long units) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> TableSettings.provisioned(1, units));
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> TableSettings.provisioned(units, 1));
  }

  private static List<String> misfits(TableDescription.Builder table) {
    return TableDefinition.misfits(table.build(), TTL_ON, ON_DEMAND);
  }

  private static List<String> indexMisfits(GlobalSecondaryIndexDescription index) {
    TableSettings expected = ON_DEMAND.withGroupIndex(true);
    TableDescription table = fitting(expected).globalSecondaryIndexes(index).build();
    return TableDefinition.misfits(table, TTL_ON, expected);
  }

  /** The description of a table that was made with these settings. */
  private static TableDescription.Builder fitting(TableSettings settings) {
    CreateTableRequest made = TableDefinition.toCreate("t", settings);
    TableDescription.Builder table =
        TableDescription.builder()
            .tableStatus(TableStatus.ACTIVE)
            .keySchema(made.keySchema())
            .attributeDefinitions(made.attributeDefinitions())
            .streamSpecification(made.streamSpecification())
            .deletionProtectionEnabled(made.deletionProtectionEnabled());
    if (settings.groupIndex()) {
      table.globalSecondaryIndexes(index(INDEX_KEYS, ProjectionType.ALL));
    }
    return settings.throughput() == null
        ? table.billingModeSummary(
            BillingModeSummary.builder().billingMode(BillingMode.PAY_PER_REQUEST).build())
        : table.provisionedThroughput(
            ProvisionedThroughputDescription.builder()
                .readCapacityUnits(settings.throughput().readUnits())
                .writeCapacityUnits(settings.throughput().writeUnits())
                .build());
  }

  private static GlobalSecondaryIndexDescription index(
      List<KeySchemaElement> keys, ProjectionType projection) {
    return GlobalSecondaryIndexDescription.builder()
        .indexName("message-group-sk-index")
        .keySchema(keys)
        .projection(projection(projection))
        .build();
  }

  private static Projection projection(ProjectionType type) {
    return Projection.builder().projectionType(type).build();
  }

  private static StreamSpecification stream(StreamViewType view) {
    return StreamSpecification.builder().streamEnabled(true).streamViewType(view).build();
  }

  private static TimeToLiveDescription ttl(TimeToLiveStatus status, String attribute) {
    return TimeToLiveDescription.builder()
        .timeToLiveStatus(status)
        .attributeName(attribute)
        .build();
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
