package io.github.ddbmessaging.testing.fault;

import static io.github.ddbmessaging.testing.fault.Notes.TABLE;
import static io.github.ddbmessaging.testing.fault.Notes.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;

class StaleReadsTest {

  private static final LocalDynamoDb DYNAMO_DB = LocalDynamoDb.start();
  private static final LocalDynamoDb REPLICA = LocalDynamoDb.start();

  private final Faults faults = Faults.withSeed(1);
  private final DynamoDbClient client = faults.wrap(DYNAMO_DB.client());

  @AfterAll
  static void closeEngines() {
    DYNAMO_DB.close();
    REPLICA.close();
  }

  @BeforeEach
  void createTables() {
    Notes.createTable(DYNAMO_DB.client());
    Notes.createTable(REPLICA.client());
  }

  @AfterEach
  void deleteTables() {
    Notes.deleteTable(DYNAMO_DB.client());
    Notes.deleteTable(REPLICA.client());
  }

  @Test
  void scan_whenTwoWritesStale_lacksTheLastTwo() {
    faults.onAnyCall().stale(2, REPLICA.client());
    Notes.put(client, "a");
    Notes.put(client, "b");
    Notes.put(client, "c");

    assertThat(client.scan(scan -> scan.tableName(TABLE)).items()).containsExactly(note("a"));
  }

  @Test
  void scan_whenStronglyConsistent_isNotStale() {
    faults.onAnyCall().stale(1, REPLICA.client());
    Notes.put(client, "a");

    assertThat(client.scan(scan -> scan.tableName(TABLE).consistentRead(true)).items())
        .containsExactly(note("a"));
  }

  @Test
  void get_whenTheRuleIsForOtherReads_isNotStale() {
    faults.on("Scan").stale(1, REPLICA.client());
    Notes.put(client, "a");

    assertThat(client.getItem(get -> get.tableName(TABLE).key(note("a"))).item())
        .isEqualTo(note("a"));
  }

  @Test
  void get_whenTheItemWasDeletedLast_findsItStill() {
    faults.on("GetItem").stale(1, REPLICA.client());
    Notes.put(client, "a");
    client.deleteItem(delete -> delete.tableName(TABLE).key(note("a")));

    assertThat(client.getItem(get -> get.tableName(TABLE).key(note("a"))).item())
        .isEqualTo(note("a"));
  }

  @Test
  void get_whenAsync_isStaleToo() {
    faults.on("GetItem").stale(1, REPLICA.client());
    Notes.put(client, "a");

    CompletableFuture<GetItemResponse> answer =
        faults.wrap(DYNAMO_DB.asyncClient()).getItem(get -> get.tableName(TABLE).key(note("a")));

    assertThat(answer.join().hasItem()).isFalse();
  }

  @Test
  void get_whenAWriteWasRefused_doesNotCountIt() {
    faults.on("GetItem").stale(1, REPLICA.client());
    Notes.put(client, "a");
    faults.on("PutItem").throttled();

    assertThatThrownBy(() -> Notes.put(client, "b")).isInstanceOf(ThrottlingException.class);

    assertThat(client.getItem(get -> get.tableName(TABLE).key(note("a"))).hasItem()).isFalse();
  }

  @Test
  void batchGet_whenStale_lacksTheLastWrite() {
    faults.on("BatchGetItem").stale(1, REPLICA.client());
    Notes.put(client, "a");
    Notes.put(client, "b");
    KeysAndAttributes keys =
        KeysAndAttributes.builder().keys(List.of(note("a"), note("b"))).build();

    assertThat(client.batchGetItem(batch -> batch.requestItems(Map.of(TABLE, keys))).responses())
        .isEqualTo(Map.of(TABLE, List.of(note("a"))));
  }

  @Test
  void scan_whenATransactionWroteLast_lacksAllOfIt() {
    faults.on("Scan").stale(1, REPLICA.client());
    client.transactWriteItems(t -> t.transactItems(Notes.putAction("a"), Notes.putAction("b")));

    assertThat(client.scan(scan -> scan.tableName(TABLE)).items()).isEmpty();
  }
}
