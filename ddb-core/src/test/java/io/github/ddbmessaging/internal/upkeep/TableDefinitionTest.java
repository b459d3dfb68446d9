package io.github.ddbmessaging.internal.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.TableSettings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
  private static final TableSettings INDEXED = ON_DEMAND.withGroupIndex(true);
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
                .streamSpecification(stream(StreamViewType.NEW_AND_OLD_IMAGES))
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

  /** Tables that have more than was asked for, or what serves as well. */
  static Stream<TableDescription.Builder> tablesThatServe() {
    return Stream.of(
        fitting(ON_DEMAND.withGroupIndex(true).withDeletionProtection(true)),
        fitting(ON_DEMAND).streamSpecification(stream(StreamViewType.NEW_IMAGE)),
        fitting(ON_DEMAND).tableStatus(TableStatus.UPDATING));
  }

  @ParameterizedTest
  @MethodSource("tablesThatServe")
  void misfits_whenTableServes_areNone(TableDescription.Builder table) {
    assertThat(misfits(table)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"ACTIVE", "UPDATING", "UNKNOWN_TO_SDK_VERSION"})
  void misfits_whenTableIsNotActive_sayItsStatus(TableStatus status) {
    assertThat(misfits(fitting(ON_DEMAND).tableStatus(status)))
        .containsExactly("The table is " + status + ", not ACTIVE.");
  }

  /** Tables that don't fit these settings, with the sentence that says why. */
  static Stream<Arguments> tablesThatDoNotFit() {
    StreamSpecification off = StreamSpecification.builder().streamEnabled(false).build();
    TableSettings provisioned = TableSettings.provisioned(5, 7);
    return Stream.of(
        arguments(
            ON_DEMAND,
            fitting(ON_DEMAND).keySchema(key("id", KeyType.HASH), key("sk", KeyType.RANGE)),
            "The table has the keys [id HASH, sk RANGE], not [pk HASH, sk RANGE]."),
        arguments(
            ON_DEMAND,
            fitting(ON_DEMAND).keySchema(key("sk", KeyType.HASH), key("pk", KeyType.RANGE)),
            "The table has the keys [sk HASH, pk RANGE], not [pk HASH, sk RANGE]."),
        arguments(
            ON_DEMAND,
            fitting(ON_DEMAND).keySchema(key("pk", KeyType.HASH)),
            "The table has the keys [pk HASH], not [pk HASH, sk RANGE]."),
        arguments(
            ON_DEMAND,
            fitting(ON_DEMAND)
                .attributeDefinitions(
                    attribute("pk", ScalarAttributeType.S), attribute("sk", ScalarAttributeType.N)),
            "The table's key sk is of type N, not S."),
        arguments(
            ON_DEMAND,
            fitting(provisioned),
            "The table has provisioned units, and is not paid per request."),
        arguments(
            TableSettings.provisioned(5, 8),
            fitting(provisioned),
            "The table is not provisioned with 5 read and 8 write units."),
        arguments(
            TableSettings.provisioned(6, 7),
            fitting(provisioned),
            "The table is not provisioned with 6 read and 7 write units."),
        arguments(
            provisioned,
            fitting(ON_DEMAND),
            "The table is not provisioned with 5 read and 7 write units."),
        arguments(ON_DEMAND, fitting(ON_DEMAND.withStream(false)), "The table has no stream."),
        arguments(
            ON_DEMAND, fitting(ON_DEMAND).streamSpecification(off), "The table has no stream."),
        arguments(
            ON_DEMAND,
            fitting(ON_DEMAND).streamSpecification(stream(StreamViewType.KEYS_ONLY)),
            "The stream's view is KEYS_ONLY, without new images."),
        arguments(
            ON_DEMAND,
            fitting(ON_DEMAND).streamSpecification(stream(StreamViewType.OLD_IMAGE)),
            "The stream's view is OLD_IMAGE, without new images."),
        arguments(
            ON_DEMAND.withDeletionProtection(true),
            fitting(ON_DEMAND),
            "Deletion protection is off."),
        arguments(INDEXED, fitting(ON_DEMAND), "The index message-group-sk-index is missing."),
        arguments(
            INDEXED,
            fitting(INDEXED)
                .globalSecondaryIndexes(
                    index(INDEX_KEYS, ProjectionType.ALL).toBuilder().indexName("other").build()),
            "The index message-group-sk-index is missing."),
        arguments(
            INDEXED,
            fitting(INDEXED).globalSecondaryIndexes(index(KEYS, ProjectionType.ALL)),
            "The index message-group-sk-index has the keys [pk HASH, sk RANGE], not"
                + " [message_group_uuid HASH, sk RANGE]."),
        arguments(
            INDEXED,
            fitting(INDEXED).globalSecondaryIndexes(index(INDEX_KEYS, ProjectionType.KEYS_ONLY)),
            "The index message-group-sk-index does not project all attributes."));
  }

  @ParameterizedTest
  @MethodSource("tablesThatDoNotFit")
  void misfits_whenTableDoesNotFit_sayWhyInASentence(
      TableSettings expected, TableDescription.Builder table, String misfit) {
    assertThat(TableDefinition.misfits(table.build(), TTL_ON, expected)).containsExactly(misfit);
  }

  @ParameterizedTest
  @CsvSource({
    "DISABLED,  expires_at, Time to live is off; it should be on for expires_at.",
    "DISABLING, expires_at, Time to live is off; it should be on for expires_at.",
    "ENABLED,   ttl,        'Time to live is on for ttl, not for expires_at.'",
  })
  void misfits_whenTimeToLiveIsOffOrOfAnotherAttribute_sayThat(
      TimeToLiveStatus status, String attribute, String misfit) {
    assertThat(
            TableDefinition.misfits(fitting(ON_DEMAND).build(), ttl(status, attribute), ON_DEMAND))
        .containsExactly(misfit);
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
