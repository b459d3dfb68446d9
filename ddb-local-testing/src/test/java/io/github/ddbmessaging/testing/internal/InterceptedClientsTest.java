package io.github.ddbmessaging.testing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class InterceptedClientsTest {

  private static final LocalDynamoDb DYNAMO_DB = LocalDynamoDb.start();

  private static final Map<String, AttributeValue> ITEM = Map.of("pk", AttributeValue.fromS("a"));

  private final List<String> operations = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger closed = new AtomicInteger();
  private final DynamoDbClient raw = DYNAMO_DB.client();
  private final DynamoDbAsyncClient rawAsync = DYNAMO_DB.asyncClient();
  private final DynamoDbClient client = wrap(this::passOn);
  private final DynamoDbAsyncClient async =
      InterceptedClients.wrap(
          DynamoDbAsyncClient.class, rawAsync, this::passOn, closed::incrementAndGet);

  @AfterAll
  static void closeEngine() {
    DYNAMO_DB.close();
  }

  @BeforeEach
  void createTable() {
    raw.createTable(
        table ->
            table
                .tableName("things")
                .attributeDefinitions(
                    AttributeDefinition.builder().attributeName("pk").attributeType("S").build())
                .keySchema(
                    KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
                .billingMode(BillingMode.PAY_PER_REQUEST));
  }

  @AfterEach
  void deleteTable() {
    raw.deleteTable(table -> table.tableName("things"));
  }

  @Test
  void wrap_whenCalled_namesTheOperation() {
    client.putItem(PutItemRequest.builder().tableName("things").item(ITEM).build());

    assertThat(operations).containsExactly("PutItem");
  }

  @Test
  void wrap_whenCalledByBuilderLambda_interceptsOnce() {
    client.putItem(put -> put.tableName("things").item(ITEM));

    assertThat(operations).containsExactly("PutItem");
  }

  @Test
  void wrap_whenCalledWithoutArguments_interceptsOnce() {
    client.listTables();

    assertThat(operations).containsExactly("ListTables");
  }

  @Test
  void wrap_whenPaged_interceptsEveryPage() {
    raw.putItem(put -> put.tableName("things").item(ITEM));
    raw.putItem(put -> put.tableName("things").item(Map.of("pk", AttributeValue.fromS("b"))));

    long items =
        client.scanPaginator(scan -> scan.tableName("things").limit(1)).items().stream().count();

    assertThat(items).isEqualTo(2);
    assertThat(operations).containsExactly("Scan", "Scan", "Scan");
  }

  @Test
  void wrap_whenWaiting_interceptsTheQuestions() {
    client.waiter().waitUntilTableExists(table -> table.tableName("things"));

    assertThat(operations).containsExactly("DescribeTable");
  }

  @Test
  void wrap_whenAsyncWaiting_interceptsTheQuestions() {
    async.waiter().waitUntilTableExists(table -> table.tableName("things")).join();

    assertThat(operations).containsExactly("DescribeTable");
  }

  @Test
  void wrap_whenTheServiceRefuses_throwsItsExceptionBare() {
    assertThatThrownBy(() -> client.putItem(put -> put.tableName("absent").item(ITEM)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void wrap_whenTheServiceRefusesAsync_failsTheFuture() {
    CompletableFuture<?> answer = async.putItem(put -> put.tableName("absent").item(ITEM));

    assertThatThrownBy(answer::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void wrap_whenTheInterceptorFails_throwsItsException() {
    IllegalStateException failure = new IllegalStateException("injected");
    DynamoDbClient failing =
        wrap((operation, request, next) -> CompletableFuture.failedFuture(failure));

    assertThatThrownBy(failing::listTables).isSameAs(failure);
  }

  @Test
  void wrap_whenTheRequestIsChanged_sendsTheChangedOne() {
    DynamoDbClient redirecting =
        wrap(
            (operation, request, next) ->
                next.send(((PutItemRequest) request).toBuilder().tableName("things").build()));

    redirecting.putItem(put -> put.tableName("absent").item(ITEM));

    assertThat(raw.getItem(get -> get.tableName("things").key(ITEM)).item()).isEqualTo(ITEM);
  }

  @Test
  void wrap_whenTheAnswerIsReplaced_returnsTheReplacement() {
    GetItemResponse replacement = GetItemResponse.builder().item(ITEM).build();
    DynamoDbClient answering =
        wrap((operation, request, next) -> CompletableFuture.completedFuture(replacement));

    GetItemResponse answer = answering.getItem(get -> get.tableName("things").key(ITEM));

    assertThat(answer).isSameAs(replacement);
  }

  @Test
  void send_whenTheRequestIsOfAnotherOperation_asksTheServiceWithoutIntercepting() {
    raw.putItem(put -> put.tableName("things").item(ITEM));
    GetItemRequest question = GetItemRequest.builder().tableName("things").key(ITEM).build();
    List<GetItemResponse> found = new ArrayList<>();
    DynamoDbClient asking =
        wrap(
            (operation, request, next) -> {
              operations.add(operation);
              found.add(next.send(question, GetItemResponse.class).join());
              return next.send(request);
            });

    asking.listTables();

    assertThat(found).extracting(GetItemResponse::item).containsExactly(ITEM);
    assertThat(operations).containsExactly("ListTables");
  }

  @Test
  void send_whenTheClientHasNoSuchOperation_isRefused() {
    DynamoDbStreamsClient streams =
        InterceptedClients.wrap(
            DynamoDbStreamsClient.class,
            DYNAMO_DB.streamsClient(),
            (operation, request, next) -> next.send(ListTablesRequest.builder().build()),
            () -> {});

    assertThatThrownBy(streams::listStreams)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("DynamoDbStreamsClient can't send");
  }

  @Test
  void wrap_whenAStreamsClient_interceptsIt() {
    DynamoDbStreamsClient streams =
        InterceptedClients.wrap(
            DynamoDbStreamsClient.class, DYNAMO_DB.streamsClient(), this::passOn, () -> {});

    streams.listStreams();

    assertThat(operations).containsExactly("ListStreams");
  }

  @Test
  void wrap_whenAnAsyncStreamsClient_interceptsIt() {
    DynamoDbStreamsAsyncClient streams =
        InterceptedClients.wrap(
            DynamoDbStreamsAsyncClient.class,
            DYNAMO_DB.streamsAsyncClient(),
            this::passOn,
            () -> {});

    streams.listStreams().join();

    assertThat(operations).containsExactly("ListStreams");
  }

  @Test
  void wrap_whenAsync_interceptsOnce() {
    async.listTables().join();

    assertThat(operations).containsExactly("ListTables");
  }

  @Test
  void close_whenCalled_doesWhatTheWrapperSays() {
    client.close();

    assertThat(closed).hasValue(1);
    assertThat(raw.describeTable(table -> table.tableName("things")).table().tableStatus())
        .isEqualTo(TableStatus.ACTIVE);
  }

  @Test
  void equals_whenCollected_tellsWrappersApart() {
    assertThat(Set.of(client, wrap(this::passOn))).hasSize(2).contains(client);
  }

  @Test
  void toString_whenCalled_tellsThatCallsAreIntercepted() {
    assertThat(client.toString()).startsWith("Intercepted DynamoDbClient of ");
  }

  @Test
  void serviceName_whenCalled_isTheServices() {
    assertThat(client.serviceName()).isEqualTo("dynamodb");
  }

  private DynamoDbClient wrap(Interceptor interceptor) {
    return InterceptedClients.wrap(DynamoDbClient.class, raw, interceptor, closed::incrementAndGet);
  }

  private CompletableFuture<SdkResponse> passOn(
      String operation, SdkRequest request, Service next) {
    operations.add(operation);
    return next.send(request);
  }
}
