package io.github.ddbmessaging.testing;

import static io.github.ddbmessaging.testing.Items.item;
import static io.github.ddbmessaging.testing.Items.key;
import static io.github.ddbmessaging.testing.Items.putIfAbsent;
import static io.github.ddbmessaging.testing.Items.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** What a program sees of the service, whatever carries its requests. */
abstract class ServiceContract {

  private static final String TABLE = "albums";

  private LocalDynamoDb dynamoDb;
  private DynamoDbClient client;
  private String streamArn;

  abstract LocalDynamoDb start();

  @BeforeEach
  void startWithOneTable() {
    dynamoDb = start();
    client = dynamoDb.client();
    streamArn = client.createTable(table(TABLE)).tableDescription().latestStreamArn();
  }

  @AfterEach
  void close() {
    dynamoDb.close();
  }

  @Test
  void getItem_whenPut_returnsEveryTypeOfAttribute() {
    Map<String, AttributeValue> item =
        Map.of(
            "pk", AttributeValue.fromS("Björk 🎵"),
            "number", AttributeValue.fromN("-123456789012345678901234567890.12345678"),
            "bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1})),
            "true", AttributeValue.fromBool(true),
            "null", AttributeValue.fromNul(true),
            "strings", AttributeValue.fromSs(List.of("a", "b")),
            "list", AttributeValue.fromL(List.of(AttributeValue.fromS(""))),
            "map", AttributeValue.fromM(Map.of("key", AttributeValue.fromN("0"))));

    client.putItem(put -> put.tableName(TABLE).item(item));

    assertThat(get(client, "Björk 🎵")).isEqualTo(item);
  }

  @Test
  void asyncClient_whenAnItemIsPut_getsIt() {
    client.putItem(put -> put.tableName(TABLE).item(item("1", "Vespertine")));

    CompletableFuture<Map<String, AttributeValue>> answer =
        dynamoDb
            .asyncClient()
            .getItem(get -> get.tableName(TABLE).key(key("1")))
            .thenApply(response -> response.item());

    assertThat(answer.join()).isEqualTo(item("1", "Vespertine"));
  }

  @Test
  void scanPaginator_whenThereAreManyPages_returnsEveryItem() {
    List<Map<String, AttributeValue>> items =
        IntStream.range(0, 10).mapToObj(i -> item("" + i, "" + i)).toList();
    items.forEach(item -> client.putItem(put -> put.tableName(TABLE).item(item)));

    assertThat(client.scanPaginator(scan -> scan.tableName(TABLE).limit(3)).items())
        .containsExactlyInAnyOrderElementsOf(items);
  }

  @Test
  void waiter_whenTheTableExists_returnsItsDescription() {
    try (DynamoDbWaiter waiter = client.waiter()) {
      assertThat(
              waiter
                  .waitUntilTableExists(describe -> describe.tableName(TABLE))
                  .matched()
                  .response())
          .hasValueSatisfying(
              response -> assertThat(response.table().tableName()).isEqualTo(TABLE));
    }
  }

  @Test
  void query_whenByGlobalSecondaryIndex_findsTheItem() {
    client.createTable(Items.tableWithIndex("indexed", "value"));
    client.putItem(put -> put.tableName("indexed").item(item("1", "Vespertine")));

    assertThat(
            client
                .query(
                    query ->
                        query
                            .tableName("indexed")
                            .indexName("value")
                            .keyConditionExpression("#value = :value")
                            .expressionAttributeNames(Map.of("#value", "value"))
                            .expressionAttributeValues(
                                Map.of(":value", AttributeValue.fromS("Vespertine"))))
                .items())
        .containsExactly(item("1", "Vespertine"));
  }

  @Test
  void updateTimeToLive_whenEnabled_isDescribed() {
    client.updateTimeToLive(
        update ->
            update
                .tableName(TABLE)
                .timeToLiveSpecification(ttl -> ttl.attributeName("expires_at").enabled(true)));

    assertThat(
            client
                .describeTimeToLive(describe -> describe.tableName(TABLE))
                .timeToLiveDescription()
                .attributeName())
        .isEqualTo("expires_at");
  }

  @Test
  void getRecords_whenAnItemWasPut_returnsItsNewImage() {
    client.putItem(put -> put.tableName(TABLE).item(item("1", "Vespertine")));

    String shard =
        dynamoDb
            .streamsClient()
            .describeStream(describe -> describe.streamArn(streamArn))
            .streamDescription()
            .shards()
            .get(0)
            .shardId();
    String iterator =
        dynamoDb
            .streamsClient()
            .getShardIterator(
                get ->
                    get.streamArn(streamArn)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();

    assertThat(dynamoDb.streamsClient().getRecords(get -> get.shardIterator(iterator)).records())
        .extracting(Record::dynamodb)
        .extracting(change -> change.newImage())
        .containsExactly(item("1", "Vespertine"));
  }

  @Test
  void streamsAsyncClient_whenATableHasAStream_describesIt() {
    CompletableFuture<DescribeStreamResponse> answer =
        dynamoDb.streamsAsyncClient().describeStream(describe -> describe.streamArn(streamArn));

    assertThat(answer.join().streamDescription().tableName()).isEqualTo(TABLE);
  }

  @Test
  void putItem_whenTheConditionFails_throwsWithTheOldItem() {
    client.putItem(put -> put.tableName(TABLE).item(item("1", "old")));

    ConditionalCheckFailedException failure =
        catchThrowableOfType(
            ConditionalCheckFailedException.class,
            () ->
                client.putItem(
                    put ->
                        put.tableName(TABLE)
                            .item(item("1", "new"))
                            .conditionExpression("attribute_not_exists(pk)")
                            .returnValuesOnConditionCheckFailure("ALL_OLD")));

    assertThat(failure.item()).isEqualTo(item("1", "old"));
  }

  @Test
  void asyncClient_whenTheConditionFails_throwsWithTheOldItem() {
    client.putItem(put -> put.tableName(TABLE).item(item("1", "old")));

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(
            () ->
                dynamoDb
                    .asyncClient()
                    .putItem(
                        put ->
                            put.tableName(TABLE)
                                .item(item("1", "new"))
                                .conditionExpression("attribute_not_exists(pk)")
                                .returnValuesOnConditionCheckFailure("ALL_OLD"))
                    .join())
        .havingCause()
        .isInstanceOfSatisfying(
            ConditionalCheckFailedException.class,
            failure -> assertThat(failure.item()).isEqualTo(item("1", "old")));
  }

  @Test
  void transactWriteItems_whenOneConditionFails_throwsWithAReasonForEachAction() {
    client.putItem(put -> put.tableName(TABLE).item(item("2", "old")));

    TransactionCanceledException failure =
        catchThrowableOfType(
            TransactionCanceledException.class,
            () ->
                client.transactWriteItems(
                    transaction(
                        putIfAbsent(TABLE, item("1", "new")),
                        putIfAbsent(TABLE, item("2", "new")))));

    assertThat(failure.cancellationReasons())
        .containsExactly(
            CancellationReason.builder().code("None").build(),
            CancellationReason.builder()
                .code("ConditionalCheckFailed")
                .message("The conditional request failed")
                .item(item("2", "old"))
                .build());
  }

  @Test
  void transactWriteItems_whenATokenComesBackWithOtherActions_throws() {
    TransactWriteItemsRequest first =
        transaction(putIfAbsent(TABLE, item("1", "a"))).toBuilder()
            .clientRequestToken("token")
            .build();
    TransactWriteItemsRequest other =
        transaction(putIfAbsent(TABLE, item("2", "b"))).toBuilder()
            .clientRequestToken("token")
            .build();
    client.transactWriteItems(first);

    assertThatExceptionOfType(IdempotentParameterMismatchException.class)
        .isThrownBy(() -> client.transactWriteItems(other));
  }

  @Test
  void getItem_whenThereIsNoSuchTable_throws() {
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.getItem(get -> get.tableName("missing").key(key("1"))));
  }

  @Test
  void createTable_whenItExists_throws() {
    assertThatExceptionOfType(ResourceInUseException.class)
        .isThrownBy(() -> client.createTable(table(TABLE)));
  }

  @Test
  void putItem_whenTheKeyIsMissing_throwsAValidationException() {
    DynamoDbException failure =
        catchThrowableOfType(
            DynamoDbException.class,
            () -> client.putItem(put -> put.tableName(TABLE).item(Map.of())));

    assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
  }

  @Test
  void putItem_whenItFails_tellsStatusServiceAndRequestId() {
    DynamoDbException failure =
        catchThrowableOfType(
            DynamoDbException.class,
            () -> client.putItem(put -> put.tableName(TABLE).item(Map.of())));

    assertThat(failure.statusCode()).isEqualTo(400);
    assertThat(failure.requestId()).isNotBlank();
    assertThat(failure.awsErrorDetails().serviceName()).isEqualTo("DynamoDb");
  }

  @Test
  void putItem_whenItSucceeds_tellsARequestId() {
    assertThat(
            client
                .putItem(put -> put.tableName(TABLE).item(item("1", "Vespertine")))
                .responseMetadata()
                .requestId())
        .isNotBlank();
  }

  @Test
  void listBackups_whenTheEngineLacksTheOperation_throwsUnknownOperation() {
    DynamoDbException failure =
        catchThrowableOfType(DynamoDbException.class, () -> client.listBackups());

    assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
  }

  private static Map<String, AttributeValue> get(DynamoDbClient client, String pk) {
    return client.getItem(get -> get.tableName(TABLE).key(key(pk))).item();
  }

  private static TransactWriteItemsRequest transaction(Put... puts) {
    return TransactWriteItemsRequest.builder()
        .transactItems(
            Stream.of(puts).map(put -> TransactWriteItem.builder().put(put).build()).toList())
        .build();
  }
}
