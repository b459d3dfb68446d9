package io.github.ddbmessaging.testing.fault;

import static io.github.ddbmessaging.testing.fault.Notes.TABLE;
import static io.github.ddbmessaging.testing.fault.Notes.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Rules by which somebody else has changed an item, or seems to. */
class OthersTest {

  private static final LocalDynamoDb DYNAMO_DB = LocalDynamoDb.start();

  private final Faults faults = Faults.withSeed(42);
  private final DynamoDbClient raw = DYNAMO_DB.client();
  private final DynamoDbClient client = faults.wrap(raw);
  private final DynamoDbAsyncClient async = faults.wrap(DYNAMO_DB.asyncClient());

  @AfterAll
  static void closeEngine() {
    DYNAMO_DB.close();
  }

  @BeforeEach
  void createTable() {
    Notes.createTable(raw);
  }

  @AfterEach
  void deleteTable() {
    Notes.deleteTable(raw);
  }

  private static void putIfAbsent(DynamoDbClient client, String id) {
    client.putItem(
        put -> put.tableName(TABLE).item(note(id)).conditionExpression("attribute_not_exists(id)"));
  }

  @Test
  void conditionalCheckFailed_whenInjected_isTheServices() {
    faults.on("PutItem").call(1).conditionalCheckFailed();

    ConditionalCheckFailedException e =
        catchThrowableOfType(ConditionalCheckFailedException.class, () -> putIfAbsent(client, "a"));

    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ConditionalCheckFailedException");
    assertThat(e.statusCode()).isEqualTo(400);
    assertThat(Notes.stored(raw)).isEmpty();
  }

  @Test
  void conditionalCheckFailed_whenInjectedIntoAnUpdateOrDelete_failsIt() {
    faults.onAnyCall().conditionalCheckFailed();

    assertThatThrownBy(() -> client.updateItem(update -> update.tableName(TABLE).key(note("a"))))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThatThrownBy(() -> client.deleteItem(delete -> delete.tableName(TABLE).key(note("a"))))
        .isInstanceOf(ConditionalCheckFailedException.class);
  }

  @Test
  void conditionalCheckFailed_whenItStrikesNoPlainWrite_saysSo() {
    faults.onAnyCall().conditionalCheckFailed();

    assertThatIllegalStateException()
        .isThrownBy(() -> client.listTables())
        .withMessageContaining("not a plain write")
        .withMessageContaining("seed 42");
  }

  @Test
  void overtakenBy_whenTheCallDependsOnWhatOthersChange_meetsTheirChange() {
    faults.on("PutItem").call(2).overtakenBy(() -> Notes.put(raw, "b"));

    putIfAbsent(client, "a");

    assertThatThrownBy(() -> putIfAbsent(client, "b"))
        .isInstanceOf(ConditionalCheckFailedException.class)
        .hasMessageNotContaining("seed");
    assertThat(faults.injected()).hasSize(1);
  }

  @Test
  void overtakenBy_whenTheCallDoesNotMeetThem_isDoneAfterThem() {
    faults.on("PutItem").call(1).overtakenBy(() -> Notes.put(raw, "b"));

    Notes.put(client, "a");

    assertThat(Notes.stored(raw)).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void overtakenBy_whenAsync_meetsTheirChange() {
    faults.on("PutItem").overtakenBy(() -> Notes.put(raw, "a"));

    assertThatThrownBy(
            () ->
                async
                    .putItem(
                        put ->
                            put.tableName(TABLE)
                                .item(note("a"))
                                .conditionExpression("attribute_not_exists(id)"))
                    .join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ConditionalCheckFailedException.class);
  }

  @Test
  void overtakenBy_whenTheOthersFail_failsTheCallUnsent() {
    faults
        .on("PutItem")
        .overtakenBy(
            () -> {
              throw new IllegalStateException("no luck");
            });

    assertThatIllegalStateException()
        .isThrownBy(() -> Notes.put(client, "a"))
        .withMessage("no luck");
    assertThat(Notes.stored(raw)).isEmpty();
  }
}
