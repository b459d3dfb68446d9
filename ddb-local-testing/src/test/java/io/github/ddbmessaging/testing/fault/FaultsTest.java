package io.github.ddbmessaging.testing.fault;

import static io.github.ddbmessaging.testing.fault.Notes.TABLE;
import static io.github.ddbmessaging.testing.fault.Notes.note;
import static io.github.ddbmessaging.testing.fault.Notes.putAction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class FaultsTest {

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

  static Stream<Arguments> errors() {
    return Stream.of(
        error(
            FaultRule::provisionedThroughputExceeded,
            ProvisionedThroughputExceededException.class,
            "ProvisionedThroughputExceededException",
            400),
        error(
            FaultRule::requestLimitExceeded,
            RequestLimitExceededException.class,
            "RequestLimitExceeded",
            400),
        error(FaultRule::throttled, ThrottlingException.class, "ThrottlingException", 400),
        error(
            FaultRule::internalServerError,
            InternalServerErrorException.class,
            "InternalServerError",
            500),
        error(
            FaultRule::transactionConflict,
            TransactionConflictException.class,
            "TransactionConflictException",
            400),
        error(
            FaultRule::transactionInProgress,
            TransactionInProgressException.class,
            "TransactionInProgressException",
            400),
        error(
            FaultRule::expiredIterator,
            ExpiredIteratorException.class,
            "ExpiredIteratorException",
            400),
        error(
            FaultRule::trimmedRecords,
            TrimmedDataAccessException.class,
            "TrimmedDataAccessException",
            400));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void error_whenInjected_isTheServices(
      Function<FaultRule, Faults> fault,
      Class<? extends AwsServiceException> type,
      String code,
      int status) {
    assertThat(fault.apply(faults.onAnyCall())).isSameAs(faults);

    AwsServiceException e = catchThrowableOfType(type, () -> Notes.put(client, "a"));

    assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(e.statusCode()).isEqualTo(status);
    assertThat(e.awsErrorDetails().errorMessage()).contains("seed 42");
    assertThat(Notes.stored(raw)).isEmpty();
  }

  @Test
  void error_whenInjectedAsync_failsTheFuture() {
    faults.on("PutItem").throttled();

    CompletableFuture<?> answer = async.putItem(put -> put.tableName(TABLE).item(note("a")));

    assertThatThrownBy(answer::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ThrottlingException.class);
  }

  @Test
  void error_whenInjected_namesTheRuleAndTheSeed() {
    faults.on("PutItem").table(TABLE).call(1).throttled();

    assertThatThrownBy(() -> Notes.put(client, "a"))
        .hasMessageContaining("(injected: on PutItem, table notes, call 1: throttled; seed 42)");
  }

  @Test
  void on_whenThereIsNoSuchOperation_isRefused() {
    assertThatThrownBy(() -> faults.on("GetItems"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'GetItems' is no operation");
  }

  @Test
  void on_whenAnotherOperation_passes() {
    faults.on("GetItem", "Query").throttled();

    Notes.put(client, "a");

    assertThat(Notes.stored(raw)).containsExactly("a");
  }

  @Test
  void table_whenAnotherTable_passes() {
    faults.onAnyCall().table("others").throttled();

    Notes.put(client, "a");

    assertThat(Notes.stored(raw)).containsExactly("a");
  }

  @Test
  void item_whenInATransaction_strikes() {
    faults.onAnyCall().item(note("b")).throttled();

    assertThatThrownBy(
            () -> client.transactWriteItems(t -> t.transactItems(putAction("a"), putAction("b"))))
        .isInstanceOf(ThrottlingException.class);
  }

  @Test
  void item_whenAnotherItem_passes() {
    faults.onAnyCall().item(note("b")).throttled();

    Notes.put(client, "a");

    assertThat(Notes.stored(raw)).containsExactly("a");
  }

  @Test
  void when_whenTheConditionHolds_strikes() {
    faults.onAnyCall().when(call -> call.operation().startsWith("List")).throttled();

    assertThatThrownBy(client::listTables).isInstanceOf(ThrottlingException.class);
  }

  @Test
  void call_whenItsTurnComes_strikesOnce() {
    faults.on("PutItem").call(2).throttled();

    assertThat(outcomes(3)).containsExactly("done", "ThrottlingException", "done");
  }

  @Test
  void firstCalls_whenTheyArePast_passes() {
    faults.on("PutItem").firstCalls(2).throttled();

    assertThat(outcomes(3)).containsExactly("ThrottlingException", "ThrottlingException", "done");
  }

  @Test
  void probability_whenTheSeedIsTheSame_strikesTheSameCalls() {
    Faults again = Faults.withSeed(42);
    faults.on("PutItem").probability(0.5).throttled();
    again.on("PutItem").probability(0.5).throttled();

    List<String> first = outcomes(30);
    List<String> second = outcomes(again.wrap(raw), 30);

    assertThat(first).isEqualTo(second).contains("done", "ThrottlingException");
  }

  @Test
  void withRandomSeed_whenCalledTwice_hasTwoSeeds() {
    assertThat(Faults.withRandomSeed().seed()).isNotEqualTo(Faults.withRandomSeed().seed());
  }

  @Test
  void rules_whenSeveralMatch_actFromTheEarliestInwards() {
    faults.on("PutItem").call(1).throttled();
    faults.on("PutItem").call(1).internalServerError();

    assertThat(outcomes(3))
        .containsExactly("ThrottlingException", "InternalServerErrorException", "done");
  }

  @ParameterizedTest
  @EnumSource
  void transactionCancelled_whenWriting_givesAReasonPerAction(Cancellation why) {
    faults.on("TransactWriteItems").transactionCancelled(1, why);

    TransactionCanceledException e =
        catchThrowableOfType(
            TransactionCanceledException.class,
            () ->
                client.transactWriteItems(
                    t -> t.transactItems(putAction("a"), putAction("b"), putAction("c"))));

    assertThat(e.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly("None", why.code(), "None");
    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("TransactionCanceledException");
    assertThat(e).hasMessageContaining("[None, " + why.code() + ", None]");
    assertThat(Notes.stored(raw)).isEmpty();
  }

  @Test
  void transactionCancelled_whenReading_givesAReasonPerAction() {
    faults.on("TransactGetItems").transactionCancelled(0, Cancellation.TRANSACTION_CONFLICT);
    TransactGetItem get =
        TransactGetItem.builder().get(g -> g.tableName(TABLE).key(note("a"))).build();

    TransactionCanceledException e =
        catchThrowableOfType(
            TransactionCanceledException.class,
            () -> client.transactGetItems(t -> t.transactItems(get)));

    assertThat(e.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly("TransactionConflict");
  }

  @Test
  void transactionCancelled_whenThereIsNoSuchAction_failsTheTest() {
    faults.onAnyCall().transactionCancelled(0, Cancellation.VALIDATION_ERROR);

    assertThatThrownBy(client::listTables)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("action 0 of a call with 0");
  }

  @Test
  void requestLost_whenInjected_leavesTheRequestUndone() {
    faults.on("PutItem").requestLost();

    assertThatThrownBy(() -> Notes.put(client, "a")).isInstanceOf(SdkClientException.class);
    assertThat(Notes.stored(raw)).isEmpty();
  }

  @Test
  void answerLost_whenInjected_leavesTheRequestDone() {
    faults.on("PutItem").answerLost();

    assertThatThrownBy(() -> Notes.put(client, "a")).isInstanceOf(SdkClientException.class);
    assertThat(Notes.stored(raw)).containsExactly("a");
  }

  @Test
  void answerLost_whenTheServiceRefuses_losesTheRefusal() {
    faults.on("PutItem").answerLost();

    assertThatThrownBy(
            () ->
                client.putItem(
                    put ->
                        put.tableName(TABLE)
                            .item(note("a"))
                            .conditionExpression("attribute_exists(id)")))
        .isInstanceOf(SdkClientException.class);
  }

  @Test
  void latency_whenNoDelayIsGiven_takesNoTime() {
    faults.on("PutItem").latency(Duration.ofDays(1));

    Notes.put(client, "a");

    assertThat(Notes.stored(raw)).containsExactly("a");
  }

  @Test
  void latency_whenADelayIsGiven_letsItPass() {
    List<Duration> passed = new ArrayList<>();
    faults
        .delayingWith(
            duration -> {
              passed.add(duration);
              return CompletableFuture.completedFuture(null);
            })
        .on("PutItem")
        .latency(Duration.ofSeconds(3));

    Notes.put(client, "a");

    assertThat(passed).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void latency_whenNotOver_keepsTheRequestBack() {
    CompletableFuture<Void> over = new CompletableFuture<>();
    faults.delayingWith(duration -> over).on("PutItem").latency(Duration.ofSeconds(3));

    CompletableFuture<?> answer = async.putItem(put -> put.tableName(TABLE).item(note("a")));

    assertThat(Notes.stored(raw)).isEmpty();
    over.complete(null);
    assertThat(answer).succeedsWithin(Duration.ofSeconds(10));
    assertThat(Notes.stored(raw)).containsExactly("a");
  }

  @Test
  void inFlight_whenCallsAreKeptBack_countsThem() {
    CompletableFuture<Void> over = new CompletableFuture<>();
    faults.delayingWith(duration -> over).on("ListTables").latency(Duration.ofSeconds(3));
    CompletableFuture<?> both = CompletableFuture.allOf(async.listTables(), async.listTables());

    assertThat(faults.inFlight()).isEqualTo(2);
    over.complete(null);
    assertThat(both).succeedsWithin(Duration.ofSeconds(10));
    assertThat(faults.inFlight()).isZero();
    assertThat(faults.mostInFlight()).isEqualTo(2);
  }

  @Test
  void crashBefore_whenStruck_failsThisAndEveryLaterCall() {
    faults.on("PutItem").call(2).crashBefore();

    assertThat(outcomes(4))
        .containsExactly("done", "SdkClientException", "SdkClientException", "SdkClientException");
    assertThat(Notes.stored(raw)).containsExactly("1");
  }

  @Test
  void crashAfter_whenStruck_leavesTheRequestDone() {
    faults.on("PutItem").call(2).crashAfter();

    assertThat(outcomes(3)).containsExactly("done", "SdkClientException", "SdkClientException");
    assertThat(Notes.stored(raw)).containsExactly("1", "2");
  }

  @Test
  void crash_whenStruck_failsTheOtherClientsToo() {
    faults.on("PutItem").crashBefore();
    faults.runUntilCrash(() -> Notes.put(client, "a"));

    assertThatThrownBy(() -> faults.wrap(DYNAMO_DB.streamsClient()).listStreams())
        .isInstanceOf(SdkClientException.class)
        .hasMessageStartingWith("Crashed");
  }

  @Test
  void crash_whenAnAnswerIsStillToCome_failsIt() {
    CompletableFuture<Void> over = new CompletableFuture<>();
    faults.delayingWith(duration -> over).on("ListTables").latency(Duration.ofSeconds(3));
    faults.on("PutItem").crashBefore();
    CompletableFuture<?> answer = async.listTables();

    faults.runUntilCrash(() -> Notes.put(client, "a"));
    over.complete(null);

    assertThatThrownBy(answer::join).hasMessageContaining("Crashed");
  }

  @Test
  void runUntilCrash_whenThereIsACrash_tellsSo() {
    faults.on("PutItem").crashBefore();

    assertThat(faults.runUntilCrash(() -> Notes.put(client, "a"))).isTrue();
  }

  @Test
  void runUntilCrash_whenThereIsNone_tellsSo() {
    assertThat(faults.runUntilCrash(() -> Notes.put(client, "a"))).isFalse();
  }

  @Test
  void runUntilCrash_whenSomethingElseFails_throwsIt() {
    faults.on("PutItem").throttled();

    assertThatThrownBy(() -> faults.runUntilCrash(() -> Notes.put(client, "a")))
        .isInstanceOf(ThrottlingException.class);
  }

  @Test
  void failing_whenAnExceptionIsGiven_throwsIt() {
    faults
        .on("PutItem")
        .failing(
            injector ->
                ConditionalCheckFailedException.builder().message("refused" + injector).build());

    assertThatThrownBy(() -> Notes.put(client, "a"))
        .isInstanceOf(ConditionalCheckFailedException.class)
        .hasMessageStartingWith("refused (injected: on PutItem: failing; seed 42)");
  }

  @Test
  void unprocessed_whenABatchWrites_leavesTheLastUndone() {
    faults.on("BatchWriteItem").unprocessed(2);
    List<WriteRequest> writes = Stream.of("a", "b", "c").map(FaultsTest::write).toList();

    BatchWriteItemResponse response =
        client.batchWriteItem(batch -> batch.requestItems(Map.of(TABLE, writes)));

    assertThat(response.unprocessedItems()).isEqualTo(Map.of(TABLE, writes.subList(1, 3)));
    assertThat(Notes.stored(raw)).containsExactly("a");
  }

  @Test
  void unprocessed_whenABatchReads_leavesTheLastUnread() {
    faults.on("BatchGetItem").unprocessed(1);
    Notes.put(raw, "a");
    Notes.put(raw, "b");
    KeysAndAttributes keys =
        KeysAndAttributes.builder()
            .keys(List.of(note("a"), note("b")))
            .consistentRead(true)
            .build();

    BatchGetItemResponse response =
        client.batchGetItem(batch -> batch.requestItems(Map.of(TABLE, keys)));

    assertThat(response.responses()).isEqualTo(Map.of(TABLE, List.of(note("a"))));
    assertThat(response.unprocessedKeys())
        .isEqualTo(Map.of(TABLE, keys.toBuilder().keys(List.of(note("b"))).build()));
  }

  @Test
  void unprocessed_whenNothingOfABatchIsLeftToWrite_failsAsTheServiceDoes() {
    faults.on("BatchWriteItem").unprocessed(1);

    assertThatThrownBy(
            () ->
                client.batchWriteItem(
                    batch -> batch.requestItems(Map.of(TABLE, List.of(write("a"))))))
        .isInstanceOf(ProvisionedThroughputExceededException.class);
  }

  @Test
  void unprocessed_whenNothingOfABatchIsLeftToRead_failsAsTheServiceDoes() {
    faults.on("BatchGetItem").unprocessed(1);
    KeysAndAttributes keys = KeysAndAttributes.builder().keys(List.of(note("a"))).build();

    assertThatThrownBy(() -> client.batchGetItem(batch -> batch.requestItems(Map.of(TABLE, keys))))
        .isInstanceOf(ProvisionedThroughputExceededException.class);
  }

  @Test
  void unprocessed_whenNotABatch_failsTheTest() {
    faults.onAnyCall().unprocessed(1);

    assertThatThrownBy(client::listTables)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("not a batch");
  }

  @Test
  void calls_whenMade_areListed() {
    faults.on("PutItem").throttled();
    client.listTables();

    assertThatThrownBy(() -> Notes.put(client, "a")).isInstanceOf(ThrottlingException.class);
    assertThat(faults.calls())
        .extracting(FaultCall::operation)
        .containsExactly("ListTables", "PutItem");
  }

  @Test
  void injected_whenStruck_namesRuleAndOperation() {
    faults.onAnyCall().call(1).latency(Duration.ofSeconds(1));

    client.listTables();

    assertThat(faults.injected())
        .containsExactly("on any call, call 1: latency PT1S struck ListTables");
  }

  @Test
  void toString_whenRulesAreMade_namesThemAndTheSeed() {
    faults.on("PutItem").throttled();

    assertThat(faults).hasToString("Faults[on PutItem: throttled] with seed 42");
  }

  private List<String> outcomes(int puts) {
    return outcomes(client, puts);
  }

  private static List<String> outcomes(DynamoDbClient client, int puts) {
    return IntStream.rangeClosed(1, puts).mapToObj(i -> outcome(client, "" + i)).toList();
  }

  private static String outcome(DynamoDbClient client, String id) {
    try {
      Notes.put(client, id);
      return "done";
    } catch (RuntimeException e) {
      return e.getClass().getSimpleName();
    }
  }

  private static WriteRequest write(String id) {
    return WriteRequest.builder().putRequest(put -> put.item(note(id))).build();
  }

  private static Arguments error(
      Function<FaultRule, Faults> fault,
      Class<? extends AwsServiceException> type,
      String code,
      int status) {
    return Arguments.of(fault, type, code, status);
  }
}
