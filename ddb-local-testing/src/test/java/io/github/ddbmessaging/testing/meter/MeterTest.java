package io.github.ddbmessaging.testing.meter;

import static io.github.ddbmessaging.testing.meter.ThingsTable.INDEXED;
import static io.github.ddbmessaging.testing.meter.ThingsTable.PLAIN;
import static io.github.ddbmessaging.testing.meter.ThingsTable.item;
import static io.github.ddbmessaging.testing.meter.ThingsTable.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import io.github.ddbmessaging.testing.fault.Faults;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class MeterTest {

  private static final LocalDynamoDb DYNAMO_DB = LocalDynamoDb.start();

  private final Meter meter = new Meter();
  private final DynamoDbClient raw = DYNAMO_DB.client();
  private final DynamoDbClient client = meter.wrap(raw);
  private final DynamoDbAsyncClient async = meter.wrap(DYNAMO_DB.asyncClient());

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

  @Test
  void calls_whenAnItemWasPut_tellsWhatItCost() {
    client.putItem(put -> put.tableName(PLAIN).item(item("a", 2000)));

    assertThat(meter.calls()).containsExactly(new Call("", "PutItem", PLAIN, 1, 0, 2, 0));
  }

  @Test
  void calls_whenAnItemWasPutAsync_tellsWhatItCost() {
    async.putItem(put -> put.tableName(PLAIN).item(item("a", 2000))).join();

    assertThat(meter.calls()).containsExactly(new Call("", "PutItem", PLAIN, 1, 0, 2, 0));
  }

  @Test
  void calls_whenAnIndexedItemWasPut_tellsThePartOfTheIndexes() {
    client.putItem(put -> put.tableName(INDEXED).item(indexed("a", "ann")));

    assertThat(meter.calls()).containsExactly(new Call("", "PutItem", INDEXED, 1, 0, 3, 2));
  }

  @Test
  void calls_whenAnItemWasReadStrongly_tellsWhatItCost() {
    raw.putItem(put -> put.tableName(PLAIN).item(item("a", 5000)));

    client.getItem(get -> get.tableName(PLAIN).key(key("a")).consistentRead(true));

    assertThat(meter.calls()).containsExactly(new Call("", "GetItem", PLAIN, 1, 2, 0, 0));
  }

  @Test
  void calls_whenNothingWasFound_tellsTheMinimum() {
    client.getItem(get -> get.tableName(PLAIN).key(key("a")));

    assertThat(meter.calls()).containsExactly(new Call("", "GetItem", PLAIN, 0, 0.5, 0, 0));
  }

  @Test
  void calls_whenAQueryFilters_countsTheItemsGoneThrough() {
    raw.putItem(put -> put.tableName(PLAIN).item(item("a", 3000)));
    raw.putItem(put -> put.tableName(PLAIN).item(item("b", 3000)));

    client.query(
        query ->
            query
                .tableName(PLAIN)
                .keyConditionExpression("pk = :p")
                .filterExpression("title = :p")
                .expressionAttributeValues(Map.of(":p", AttributeValue.fromS("p"))));

    assertThat(meter.calls()).containsExactly(new Call("", "Query", PLAIN, 2, 1, 0, 0));
  }

  @Test
  void calls_whenAnIndexWasScanned_tellsThePartOfTheIndex() {
    raw.putItem(put -> put.tableName(INDEXED).item(indexed("a", "ann")));

    client.scan(scan -> scan.tableName(INDEXED).indexName("by-owner"));

    assertThat(meter.calls()).containsExactly(new Call("", "Scan", INDEXED, 1, 0.5, 0, 0.5));
  }

  @Test
  void calls_whenItemsOfATransactionAreLeftUnprocessed_looksThemUpAgain() {
    raw.putItem(put -> put.tableName(PLAIN).item(item("a", 2000)));
    raw.putItem(put -> put.tableName(PLAIN).item(item("b", 3000)));
    Faults faults = Faults.withSeed(1);
    faults.on("BatchGetItem").unprocessed(1);
    TransactWriteItem deleteA = delete("a");
    TransactWriteItem deleteB = delete("b");

    meter
        .wrap(faults.wrap(raw))
        .transactWriteItems(transaction -> transaction.transactItems(deleteA, deleteB));

    assertThat(meter.total().writeUnits()).isEqualTo(2 * (2 + 3));
  }

  @Test
  void calls_whenABatchWritesToTwoTables_namesBoth() {
    WriteRequest write = WriteRequest.builder().putRequest(p -> p.item(item("a", 1500))).build();

    client.batchWriteItem(
        batch -> batch.requestItems(Map.of(PLAIN, List.of(write), INDEXED, List.of(write))));

    assertThat(meter.calls())
        .containsExactly(
            new Call("", "BatchWriteItem", "indexed-things, plain-things", 2, 0, 4, 0));
  }

  /** The service counts 1: the documentation says so as long as DynamoDB Local counts 2. */
  @Test
  void calls_whenABatchDeletesWhatIsNotThere_countsAsDynamoDbLocalDoes() {
    WriteRequest delete = WriteRequest.builder().deleteRequest(d -> d.key(key("missing"))).build();

    client.batchWriteItem(batch -> batch.requestItems(Map.of(PLAIN, List.of(delete))));

    assertThat(meter.total()).isEqualTo(new Usage(1, 0, 2));
  }

  @Test
  void calls_whenABatchReads_roundsEachItem() {
    raw.putItem(put -> put.tableName(PLAIN).item(item("a", 1536)));
    raw.putItem(put -> put.tableName(PLAIN).item(item("b", 6656)));

    client.batchGetItem(
        batch ->
            batch.requestItems(
                Map.of(
                    PLAIN,
                    KeysAndAttributes.builder()
                        .keys(List.of(key("a"), key("b")))
                        .consistentRead(true)
                        .build())));

    assertThat(meter.calls()).containsExactly(new Call("", "BatchGetItem", PLAIN, 2, 3, 0, 0));
  }

  @Test
  void calls_whenAConditionFails_countsTheItemInItsPlace() {
    raw.putItem(put -> put.tableName(PLAIN).item(item("a", 3000)));

    assertThatThrownBy(
            () ->
                client.putItem(
                    put ->
                        put.tableName(PLAIN)
                            .item(item("a", 9000))
                            .conditionExpression("attribute_not_exists(pk)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(meter.calls()).containsExactly(new Call("", "PutItem", PLAIN, 1, 0, 3, 0));
  }

  @Test
  void calls_whenAConditionOfAnUpdateFails_countsTheItemInItsPlace() {
    assertThatThrownBy(
            () ->
                client.updateItem(
                    update ->
                        update
                            .tableName(PLAIN)
                            .key(key("a"))
                            .conditionExpression("attribute_exists(pk)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(meter.calls()).containsExactly(new Call("", "UpdateItem", PLAIN, 1, 0, 1, 0));
  }

  @Test
  void calls_whenAConditionOfADeleteFails_countsTheItemInItsPlace() {
    raw.putItem(put -> put.tableName(PLAIN).item(item("a", 3000)));

    assertThatThrownBy(
            () ->
                client.deleteItem(
                    delete ->
                        delete
                            .tableName(PLAIN)
                            .key(key("a"))
                            .conditionExpression("attribute_not_exists(pk)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(meter.calls()).containsExactly(new Call("", "DeleteItem", PLAIN, 1, 0, 3, 0));
  }

  @Test
  void calls_whenTheTableIsAbsent_countsARequestWithoutUnits() {
    assertThatThrownBy(() -> client.getItem(get -> get.tableName("absent").key(key("a"))))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThat(meter.calls()).containsExactly(new Call("", "GetItem", "absent", 0, 0, 0, 0));
  }

  @Test
  void calls_whenATransactionWrites_countsTwiceTheLargerSizePerItem() {
    raw.putItem(put -> put.tableName(PLAIN).item(item("replaced", 3000)));
    raw.putItem(put -> put.tableName(PLAIN).item(item("updated", 1000)));
    raw.putItem(put -> put.tableName(PLAIN).item(item("deleted", 2000)));
    raw.putItem(put -> put.tableName(PLAIN).item(item("checked", 5000)));

    client.transactWriteItems(
        transaction ->
            transaction.transactItems(
                put("new", 500),
                put("replaced", 100),
                update("updated", "y".repeat(3500)),
                delete("deleted"),
                check("checked", "attribute_exists(pk)"),
                check("absent", "attribute_not_exists(pk)")));

    assertThat(meter.calls())
        .containsExactly(
            new Call("", "TransactWriteItems", PLAIN, 6, 0, 2 * (1 + 3 + 4 + 2 + 5 + 1), 0));
  }

  @Test
  void calls_whenATransactionWritesAsync_countsTwiceTheSizePerItem() {
    async.transactWriteItems(t -> t.transactItems(put("a", 500), put("b", 1500))).join();

    assertThat(meter.calls())
        .containsExactly(new Call("", "TransactWriteItems", PLAIN, 2, 0, 6, 0));
  }

  @Test
  void calls_whenATransactionWritesAnIndexedItem_countsIndexEntriesOnce() {
    TransactWriteItem put =
        TransactWriteItem.builder()
            .put(p -> p.tableName(INDEXED).item(indexed("a", "ann")))
            .build();

    client.transactWriteItems(transaction -> transaction.transactItems(put));

    assertThat(meter.calls())
        .containsExactly(new Call("", "TransactWriteItems", INDEXED, 1, 0, 4, 2));
  }

  @Test
  void calls_whenATransactionDeletesAnIndexedItem_countsIndexEntriesOnce() {
    raw.putItem(put -> put.tableName(INDEXED).item(indexed("a", "ann")));
    TransactWriteItem delete =
        TransactWriteItem.builder().delete(d -> d.tableName(INDEXED).key(key("a"))).build();

    client.transactWriteItems(transaction -> transaction.transactItems(delete));

    assertThat(meter.calls())
        .containsExactly(new Call("", "TransactWriteItems", INDEXED, 1, 0, 4, 2));
  }

  @Test
  void calls_whenATransactionIsCancelled_countsTheItemsFound() {
    raw.putItem(put -> put.tableName(PLAIN).item(item("a", 3000)));

    assertThatThrownBy(
            () ->
                client.transactWriteItems(
                    transaction ->
                        transaction.transactItems(
                            check("a", "attribute_not_exists(pk)"), put("b", 4000))))
        .isInstanceOf(TransactionCanceledException.class);
    assertThat(meter.calls())
        .containsExactly(new Call("", "TransactWriteItems", PLAIN, 2, 0, 2 * (3 + 1), 0));
  }

  @Test
  void calls_whenATransactionIsCancelledAsync_countsTheItemsFound() {
    assertThatThrownBy(
            () ->
                async
                    .transactWriteItems(t -> t.transactItems(check("a", "attribute_exists(pk)")))
                    .join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TransactionCanceledException.class);
    assertThat(meter.total()).isEqualTo(new Usage(1, 0, 2));
  }

  @Test
  void calls_whenATransactionIsRepeatedUnderItsToken_countsReads() {
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .clientRequestToken("once")
            .transactItems(put("a", 500), put("b", 5000))
            .build();
    client.transactWriteItems(request);
    meter.reset();

    client.transactWriteItems(request);

    assertThat(meter.calls())
        .containsExactly(new Call("", "TransactWriteItems", PLAIN, 2, 2 + 4, 0, 0));
  }

  @Test
  void calls_whenATransactionNamesAnAbsentTable_passesTheRefusalOn() {
    TransactWriteItem put =
        TransactWriteItem.builder().put(p -> p.tableName("absent").item(item("a", 50))).build();

    assertThatThrownBy(() -> client.transactWriteItems(t -> t.transactItems(put)))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThat(meter.calls())
        .containsExactly(new Call("", "TransactWriteItems", "absent", 0, 0, 0, 0));
  }

  @Test
  void calls_whenATransactionReads_countsTwicePerItem() {
    raw.putItem(put -> put.tableName(PLAIN).item(item("a", 5000)));

    client.transactGetItems(transaction -> transaction.transactItems(get("a"), get("absent")));

    assertThat(meter.calls())
        .containsExactly(new Call("", "TransactGetItems", PLAIN, 2, 4 + 2, 0, 0));
  }

  @Test
  void calls_whenATransactionCannotRead_countsARequestWithoutUnits() {
    TransactGetItem get =
        TransactGetItem.builder().get(g -> g.tableName("absent").key(key("a"))).build();

    assertThatThrownBy(() -> client.transactGetItems(t -> t.transactItems(get)))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThat(meter.total()).isEqualTo(new Usage(1, 0, 0));
  }

  @Test
  void putItem_whenTheCallerDidNotAskForTheCost_answersWithoutIt() {
    PutItemResponse response = client.putItem(put -> put.tableName(PLAIN).item(item("a", 50)));

    assertThat(response.consumedCapacity()).isNull();
  }

  @Test
  void putItem_whenTheCallerAskedForTheCost_answersWithIt() {
    PutItemResponse response =
        client.putItem(
            put ->
                put.tableName(PLAIN)
                    .item(item("a", 50))
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

    assertThat(response.consumedCapacity().capacityUnits()).isEqualTo(1);
  }

  @Test
  void measure_whenCallsWereCountedBefore_addsUpItsOwn() {
    client.putItem(put -> put.tableName(PLAIN).item(item("a", 2000)));

    Usage usage =
        meter.measure(
            () -> {
              client.putItem(put -> put.tableName(PLAIN).item(item("b", 3000)));
              client.getItem(get -> get.tableName(PLAIN).key(key("a")));
            });

    assertThat(usage).isEqualTo(new Usage(2, 0.5, 3));
  }

  @Test
  void total_whenSeveralClientsAreWrapped_addsUpAll() {
    client.putItem(put -> put.tableName(PLAIN).item(item("a", 2000)));
    async.putItem(put -> put.tableName(PLAIN).item(item("b", 3000))).join();

    assertThat(meter.total()).isEqualTo(new Usage(2, 0, 5));
  }

  @Test
  void reset_whenCallsWereCounted_forgetsThem() {
    client.listTables();

    meter.reset();

    assertThat(meter.total()).isEqualTo(Usage.NONE);
  }

  @Test
  void labelled_whenNested_labelsCallsByTheInnermost() {
    meter.labelled(
        "outer",
        () -> {
          client.listTables();
          meter.labelled("inner", () -> client.listTables());
          client.listTables();
        });

    assertThat(meter.calls()).extracting(Call::label).containsExactly("outer", "inner", "outer");
  }

  @Test
  void labelled_whenTheActionHasAResult_returnsIt() {
    int tables = meter.labelled("count", () -> client.listTables().tableNames().size());

    assertThat(tables).isEqualTo(2);
  }

  @Test
  void labelled_whenTheActionThrows_endsTheLabel() {
    assertThatThrownBy(
            () -> meter.labelled("broken", () -> client.getItem(get -> get.tableName("absent"))))
        .isInstanceOf(RuntimeException.class);

    client.listTables();

    assertThat(meter.calls()).extracting(Call::label).containsExactly("broken", "");
  }

  @Test
  void table_whenLabelled_showsTheLabel() {
    meter.labelled("list all", () -> client.listTables());

    assertThat(meter.table()).contains("list all").contains("total");
  }

  private static Map<String, AttributeValue> indexed(String sk, String owner) {
    Map<String, AttributeValue> item = new HashMap<>(key(sk));
    item.put("owner", AttributeValue.fromS(owner));
    item.put("date", AttributeValue.fromS("2026-11-21"));
    return item;
  }

  private static TransactWriteItem put(String sk, int bytes) {
    return TransactWriteItem.builder().put(p -> p.tableName(PLAIN).item(item(sk, bytes))).build();
  }

  private static TransactWriteItem update(String sk, String text) {
    return TransactWriteItem.builder()
        .update(
            u ->
                u.tableName(PLAIN)
                    .key(key(sk))
                    .updateExpression("SET #text = :text")
                    .expressionAttributeNames(Map.of("#text", "text"))
                    .expressionAttributeValues(Map.of(":text", AttributeValue.fromS(text))))
        .build();
  }

  private static TransactWriteItem delete(String sk) {
    return TransactWriteItem.builder().delete(d -> d.tableName(PLAIN).key(key(sk))).build();
  }

  private static TransactWriteItem check(String sk, String condition) {
    return TransactWriteItem.builder()
        .conditionCheck(c -> c.tableName(PLAIN).key(key(sk)).conditionExpression(condition))
        .build();
  }

  private static TransactGetItem get(String sk) {
    return TransactGetItem.builder().get(g -> g.tableName(PLAIN).key(key(sk))).build();
  }
}
