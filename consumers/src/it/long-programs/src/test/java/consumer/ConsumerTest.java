package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.testing.DynamoDbExtension;
import io.github.ddbmessaging.testing.TestTable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The engine runs with the program's versions of the libraries that both have. */
class ConsumerTest {

  @RegisterExtension
  static final DynamoDbExtension DYNAMO_DB =
      DynamoDbExtension.builder()
          .table(
              CreateTableRequest.builder()
                  .attributeDefinitions(
                      AttributeDefinition.builder()
                          .attributeName("id")
                          .attributeType(ScalarAttributeType.S)
                          .build())
                  .keySchema(
                      KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .build())
          .build();

  @Test
  void updateItem_whenItHasExpressions_isApplied(TestTable table) {
    table
        .client()
        .updateItem(
            update ->
                update
                    .tableName(table.name())
                    .key(Map.of("id", AttributeValue.fromS("a")))
                    .conditionExpression("attribute_not_exists(id)")
                    .updateExpression("SET counted = if_not_exists(counted, :none) + :one")
                    .expressionAttributeValues(
                        Map.of(
                            ":none",
                            AttributeValue.fromN("0"),
                            ":one",
                            AttributeValue.fromN("1"))));

    assertThat(table.client().scan(scan -> scan.tableName(table.name())).items())
        .containsExactly(
            Map.of("id", AttributeValue.fromS("a"), "counted", AttributeValue.fromN("1")));
  }

  @Test
  void executeStatement_whenItInserts_isApplied(TestTable table) {
    String insert = "INSERT INTO \"%s\" VALUE {'id': 'a'}".formatted(table.name());

    table.client().executeStatement(execute -> execute.statement(insert));

    assertThat(table.client().scan(scan -> scan.tableName(table.name())).items())
        .containsExactly(Map.of("id", AttributeValue.fromS("a")));
  }
}
