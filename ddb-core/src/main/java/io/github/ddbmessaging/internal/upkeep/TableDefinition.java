package io.github.ddbmessaging.internal.upkeep;

import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.table.Attributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * The one definition of the table: what is created, and what an existing table is held to. Pure.
 */
public final class TableDefinition {
  private static final List<KeySchemaElement> TABLE_KEYS =
      List.of(key(Attributes.PK, KeyType.HASH), key(Attributes.SK, KeyType.RANGE));
  private static final List<KeySchemaElement> INDEX_KEYS =
      List.of(key(Attributes.GROUP_ID, KeyType.HASH), key(Attributes.SK, KeyType.RANGE));

  private TableDefinition() {}

  /**
   * The request that creates the table.
   *
   * @param tableName its name
   * @param settings what was chosen
   * @return the request
   */
  public static CreateTableRequest toCreate(String tableName, TableSettings settings) {
    ProvisionedThroughput throughput = throughput(settings.throughput());
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(tableName)
            .keySchema(TABLE_KEYS)
            .attributeDefinitions(attributes(settings))
            .billingMode(throughput == null ? BillingMode.PAY_PER_REQUEST : BillingMode.PROVISIONED)
            .provisionedThroughput(throughput)
            .deletionProtectionEnabled(settings.deletionProtection());
    if (settings.stream()) {
      request.streamSpecification(
          StreamSpecification.builder()
              .streamEnabled(true)
              .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
              .build());
    }
    if (settings.groupIndex()) {
      request.globalSecondaryIndexes(
          GlobalSecondaryIndex.builder()
              .indexName(TableSettings.GROUP_INDEX)
              .keySchema(INDEX_KEYS)
              .projection(Projection.builder().projectionType(ProjectionType.ALL).build())
              .provisionedThroughput(throughput)
              .build());
    }
    return request.build();
  }

  /**
   * What keeps a table from serving as it should. A table may have more than was asked for: further
   * indexes, deletion protection, old images in its stream.
   *
   * @param table the table as described
   * @param timeToLive its time to live as described
   * @param expected what it should be
   * @return one sentence each; empty if it fits
   */
  public static List<String> misfits(
      TableDescription table, TimeToLiveDescription timeToLive, TableSettings expected) {
    List<String> misfits = new ArrayList<>();
    if (table.tableStatus() != TableStatus.ACTIVE && table.tableStatus() != TableStatus.UPDATING) {
      misfits.add("The table is " + table.tableStatusAsString() + ", not ACTIVE.");
    }
    Map<String, String> types = new HashMap<>();
    table
        .attributeDefinitions()
        .forEach(a -> types.put(a.attributeName(), a.attributeTypeAsString()));
    addKeyMisfits("The table", TABLE_KEYS, table.keySchema(), types, misfits);
    addThroughputMisfit(table, expected, misfits);
    if (expected.stream()) {
      addStreamMisfit(table.streamSpecification(), misfits);
    }
    if (expected.timeToLive()) {
      addTimeToLiveMisfit(timeToLive, misfits);
    }
    if (expected.deletionProtection() && !Boolean.TRUE.equals(table.deletionProtectionEnabled())) {
      misfits.add("Deletion protection is off.");
    }
    if (expected.groupIndex()) {
      addIndexMisfits(table, types, misfits);
    }
    return List.copyOf(misfits);
  }

  private static void addKeyMisfits(
      String what,
      List<KeySchemaElement> expected,
      List<KeySchemaElement> actual,
      Map<String, String> types,
      List<String> misfits) {
    if (!new HashSet<>(expected).equals(new HashSet<>(actual))) {
      misfits.add(what + " has the keys " + names(actual) + ", not " + names(expected) + ".");
      return;
    }
    for (KeySchemaElement key : expected) {
      String type = types.get(key.attributeName());
      if (!ScalarAttributeType.S.toString().equals(type)) {
        misfits.add(what + "'s key " + key.attributeName() + " is of type " + type + ", not S.");
      }
    }
  }

  private static void addThroughputMisfit(
      TableDescription table, TableSettings expected, List<String> misfits) {
    boolean onDemand =
        table.billingModeSummary() != null
            && table.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST;
    TableSettings.Throughput wanted = expected.throughput();
    if (wanted == null) {
      if (!onDemand) {
        misfits.add("The table has provisioned units, and is not paid per request.");
      }
    } else if (onDemand
        || table.provisionedThroughput().readCapacityUnits() != wanted.readUnits()
        || table.provisionedThroughput().writeCapacityUnits() != wanted.writeUnits()) {
      misfits.add(
          "The table is not provisioned with "
              + wanted.readUnits()
              + " read and "
              + wanted.writeUnits()
              + " write units.");
    }
  }

  private static void addStreamMisfit(@Nullable StreamSpecification stream, List<String> misfits) {
    if (stream == null || !Boolean.TRUE.equals(stream.streamEnabled())) {
      misfits.add("The table has no stream.");
    } else if (stream.streamViewType() != StreamViewType.NEW_IMAGE
        && stream.streamViewType() != StreamViewType.NEW_AND_OLD_IMAGES) {
      misfits.add(
          "The stream's view is " + stream.streamViewTypeAsString() + ", without new images.");
    }
  }

  private static void addTimeToLiveMisfit(TimeToLiveDescription actual, List<String> misfits) {
    boolean on =
        actual.timeToLiveStatus() == TimeToLiveStatus.ENABLED
            || actual.timeToLiveStatus() == TimeToLiveStatus.ENABLING;
    if (!on) {
      misfits.add("Time to live is off; it should be on for " + Attributes.EXPIRES_AT + ".");
    } else if (!Attributes.EXPIRES_AT.equals(actual.attributeName())) {
      misfits.add(
          "Time to live is on for "
              + actual.attributeName()
              + ", not for "
              + Attributes.EXPIRES_AT
              + ".");
    }
  }

  private static void addIndexMisfits(
      TableDescription table, Map<String, String> types, List<String> misfits) {
    String what = "The index " + TableSettings.GROUP_INDEX;
    Optional<GlobalSecondaryIndexDescription> index =
        table.globalSecondaryIndexes().stream()
            .filter(i -> i.indexName().equals(TableSettings.GROUP_INDEX))
            .findFirst();
    if (index.isEmpty()) {
      misfits.add(what + " is missing.");
      return;
    }
    addKeyMisfits(what, INDEX_KEYS, index.get().keySchema(), types, misfits);
    if (index.get().projection().projectionType() != ProjectionType.ALL) {
      misfits.add(what + " does not project all attributes.");
    }
  }

  private static List<AttributeDefinition> attributes(TableSettings settings) {
    List<AttributeDefinition> attributes = new ArrayList<>();
    attributes.add(string(Attributes.PK));
    attributes.add(string(Attributes.SK));
    if (settings.groupIndex()) {
      attributes.add(string(Attributes.GROUP_ID));
    }
    return attributes;
  }

  private static AttributeDefinition string(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static List<String> names(List<KeySchemaElement> keys) {
    return keys.stream().map(k -> k.attributeName() + " " + k.keyTypeAsString()).toList();
  }

  private static @Nullable ProvisionedThroughput throughput(
      TableSettings.@Nullable Throughput throughput) {
    return throughput == null
        ? null
        : ProvisionedThroughput.builder()
            .readCapacityUnits(throughput.readUnits())
            .writeCapacityUnits(throughput.writeUnits())
            .build();
  }
}
