package io.github.ddbmessaging.testing.meter;

import static io.github.ddbmessaging.testing.meter.ThingsTable.INDEXED;
import static io.github.ddbmessaging.testing.meter.ThingsTable.PLAIN;
import static io.github.ddbmessaging.testing.meter.ThingsTable.item;
import static io.github.ddbmessaging.testing.meter.ThingsTable.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import io.github.ddbmessaging.testing.fault.Faults;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** What reads cost that find nothing, or less than they ask for. */
class EmptyReadsTest {

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

  @ParameterizedTest
  @CsvSource({"false,0.5", "true,1"})
  void getItem_whenThereIsNone_costsTheSmallestRead(boolean consistent, double units) {
    client.getItem(get -> get.tableName(PLAIN).key(key("a")).consistentRead(consistent));

    assertThat(meter.calls()).containsExactly(new Call("", "GetItem", PLAIN, 0, units, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"false,0.5", "true,1"})
  void query_whenItFindsNothing_costsTheSmallestRead(boolean consistent, double units) {
    client.query(
        query ->
            query
                .tableName(PLAIN)
                .consistentRead(consistent)
                .keyConditionExpression("pk = :p")
                .expressionAttributeValues(Map.of(":p", AttributeValue.fromS("none"))));

    assertThat(meter.calls()).containsExactly(new Call("", "Query", PLAIN, 0, units, 0, 0));
  }

  @Test
  void query_whenItFindsNothingInAnIndex_costsTheSmallestReadOfTheIndex() {
    client.query(
        query ->
            query
                .tableName(INDEXED)
                .indexName("by-owner")
                .keyConditionExpression("#owner = :ann")
                .expressionAttributeNames(Map.of("#owner", "owner"))
                .expressionAttributeValues(Map.of(":ann", AttributeValue.fromS("ann"))));

    assertThat(meter.calls()).containsExactly(new Call("", "Query", INDEXED, 0, 0.5, 0, 0.5));
  }

  @ParameterizedTest
  @CsvSource({"false,0.5", "true,1"})
  void scan_whenTheTableIsEmpty_costsTheSmallestRead(boolean consistent, double units) {
    client.scan(scan -> scan.tableName(PLAIN).consistentRead(consistent));

    assertThat(meter.calls()).containsExactly(new Call("", "Scan", PLAIN, 0, units, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"false,0.5", "true,1"})
  void batchGetItem_whenKeysAreMissing_costsTheSmallestReadForEach(
      boolean consistent, double each) {
    raw.putItem(put -> put.tableName(PLAIN).item(item("a", 5000)));

    client.batchGetItem(
        batch -> batch.requestItems(Map.of(PLAIN, keys(consistent, "a", "b", "c"))));

    assertThat(meter.calls())
        .containsExactly(new Call("", "BatchGetItem", PLAIN, 1, (2 + 1 + 1) * each, 0, 0));
  }

  @Test
  void batchGetItem_whenTablesDifferInConsistency_costsByEach() {
    client.batchGetItem(
        batch ->
            batch.requestItems(Map.of(PLAIN, keys(true, "a"), INDEXED, keys(false, "a", "b"))));

    assertThat(meter.total()).isEqualTo(new Usage(1, 1 + 2 * 0.5, 0));
  }

  @Test
  void batchGetItem_whenKeysAreLeftUnprocessed_costsNothingForThem() {
    Faults faults = Faults.withSeed(1);
    faults.on("BatchGetItem").unprocessed(2);

    meter
        .wrap(faults.wrap(raw))
        .batchGetItem(batch -> batch.requestItems(Map.of(PLAIN, keys(true, "a", "b", "c"))));

    assertThat(meter.total()).isEqualTo(new Usage(1, 1, 0));
  }

  private static KeysAndAttributes keys(boolean consistent, String... sortKeys) {
    return KeysAndAttributes.builder()
        .keys(List.of(sortKeys).stream().map(ThingsTable::key).toList())
        .consistentRead(consistent)
        .build();
  }
}
