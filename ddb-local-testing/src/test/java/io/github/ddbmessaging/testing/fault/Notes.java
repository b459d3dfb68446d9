package io.github.ddbmessaging.testing.fault;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A table of notes, with a stream, and what tests send to it. */
final class Notes {

  static final String TABLE = "notes";

  private Notes() {}

  static void createTable(DynamoDbClient client) {
    client.createTable(
        table ->
            table
                .tableName(TABLE)
                .attributeDefinitions(
                    AttributeDefinition.builder().attributeName("id").attributeType("S").build())
                .keySchema(
                    KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                .streamSpecification(
                    s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE))
                .billingMode(BillingMode.PAY_PER_REQUEST));
  }

  static void deleteTable(DynamoDbClient client) {
    client.deleteTable(table -> table.tableName(TABLE));
  }

  static Map<String, AttributeValue> note(String id) {
    return Map.of("id", AttributeValue.fromS(id));
  }

  static void put(DynamoDbClient client, String id) {
    client.putItem(put -> put.tableName(TABLE).item(note(id)));
  }

  static TransactWriteItem putAction(String id) {
    return TransactWriteItem.builder().put(put -> put.tableName(TABLE).item(note(id))).build();
  }

  /** Identifiers of all notes, in order. */
  static List<String> stored(DynamoDbClient client) {
    return client.scan(scan -> scan.tableName(TABLE).consistentRead(true)).items().stream()
        .flatMap(note -> note.values().stream())
        .map(AttributeValue::s)
        .sorted()
        .toList();
  }
}
