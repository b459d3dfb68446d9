package io.github.ddbmessaging.testing.meter;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** A table with a global index of the same items by owner and a local one by date. */
final class ThingsTable {

  static final String PLAIN = "plain-things";
  static final String INDEXED = "indexed-things";

  private ThingsTable() {}

  static void create(DynamoDbClient client) {
    client.createTable(
        table ->
            table
                .tableName(PLAIN)
                .attributeDefinitions(text("pk"), text("sk"))
                .keySchema(hash("pk"), range("sk"))
                .billingMode(BillingMode.PAY_PER_REQUEST));
    client.createTable(
        table ->
            table
                .tableName(INDEXED)
                .attributeDefinitions(text("pk"), text("sk"), text("owner"), text("date"))
                .keySchema(hash("pk"), range("sk"))
                .globalSecondaryIndexes(
                    GlobalSecondaryIndex.builder()
                        .indexName("by-owner")
                        .keySchema(hash("owner"))
                        .projection(
                            Projection.builder()
                                .projectionType(ProjectionType.INCLUDE)
                                .nonKeyAttributes("title")
                                .build())
                        .build())
                .localSecondaryIndexes(
                    LocalSecondaryIndex.builder()
                        .indexName("by-date")
                        .keySchema(hash("pk"), range("date"))
                        .projection(p -> p.projectionType(ProjectionType.ALL))
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST));
  }

  static void delete(DynamoDbClient client) {
    List.of(PLAIN, INDEXED).forEach(name -> client.deleteTable(table -> table.tableName(name)));
  }

  static void deleteItems(DynamoDbClient client) {
    for (String name : List.of(PLAIN, INDEXED)) {
      client
          .scan(scan -> scan.tableName(name).projectionExpression("pk, sk"))
          .items()
          .forEach(key -> client.deleteItem(delete -> delete.tableName(name).key(key)));
    }
  }

  static Map<String, AttributeValue> key(String sk) {
    return Map.of("pk", AttributeValue.fromS("p"), "sk", AttributeValue.fromS(sk));
  }

  /** An item of exactly this size, at least 20 bytes. */
  static Map<String, AttributeValue> item(String sk, int bytes) {
    String text = "x".repeat(bytes - (int) ItemSize.of(key(sk)) - "text".length());
    return Map.of(
        "pk",
        AttributeValue.fromS("p"),
        "sk",
        AttributeValue.fromS(sk),
        "text",
        AttributeValue.fromS(text));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder().attributeName(name).attributeType("S").build();
  }

  private static KeySchemaElement hash(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
  }

  private static KeySchemaElement range(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.RANGE).build();
  }
}
