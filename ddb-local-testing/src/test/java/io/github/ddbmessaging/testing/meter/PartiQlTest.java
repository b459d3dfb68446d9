package io.github.ddbmessaging.testing.meter;

import static io.github.ddbmessaging.testing.meter.ThingsTable.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;

/** A meter does not tell what it can't know. */
class PartiQlTest {

  private static final LocalDynamoDb DYNAMO_DB = LocalDynamoDb.start();

  private final Meter meter = new Meter();
  private final DynamoDbClient raw = DYNAMO_DB.client();
  private final DynamoDbClient client = meter.wrap(raw);

  @AfterAll
  static void closeEngine() {
    DYNAMO_DB.close();
  }

  @BeforeEach
  void createTables() {
    ThingsTable.create(raw);
  }

  @AfterEach
  void deleteTables() {
    ThingsTable.delete(raw);
  }

  private static String insert(String sk) {
    return "INSERT INTO \"" + PLAIN + "\" VALUE {'pk': 'p', 'sk': '" + sk + "'}";
  }

  @Test
  void calls_whenAStatementRan_listsItWithUnitsThatAreNoNumbers() {
    client.executeStatement(statement -> statement.statement(insert("a")));

    assertThat(meter.calls())
        .singleElement()
        .satisfies(call -> assertThat(call.operation()).isEqualTo("ExecuteStatement"))
        .satisfies(call -> assertThat(call.writeUnits()).isNaN());
  }

  @Test
  void total_whenAStatementRan_refusesToTell() {
    client.executeTransaction(
        transaction ->
            transaction.transactStatements(
                ParameterizedStatement.builder().statement(insert("a")).build()));

    assertThatIllegalStateException()
        .isThrownBy(meter::total)
        .withMessageContaining("ExecuteTransaction")
        .withMessageContaining("PartiQL");
  }

  @Test
  void measure_whenAStatementIsRefused_refusesToTell() {
    client.executeStatement(statement -> statement.statement(insert("a")));
    meter.reset();

    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(() -> client.executeStatement(s -> s.statement(insert("a"))));
    assertThatIllegalStateException().isThrownBy(meter::table);
  }
}
