package io.github.ddbmessaging.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

class RequestTest {
  private static final Duration TIME = Duration.ofMillis(321);
  private static final TransactWriteItem WRITE =
      TransactWriteItem.builder().put(put -> put.tableName("t")).build();
  private static final KeysAndAttributes KEYS = KeysAndAttributes.builder().build();
  private static final ConsumedCapacity USED = ConsumedCapacity.builder().tableName("t").build();

  /** A kind of request, and a response to it that says what was consumed. */
  record Kind<R extends DynamoDbResponse>(Request<R> request, R response, boolean writes) {
    R callSync(StubClient client) {
      return request.sync().apply(client.sync(), Optional.of(TIME));
    }

    R callAsync(StubClient client) {
      return request.async().apply(client.async(), Optional.of(TIME)).join();
    }

    List<ConsumedCapacity> capacity() {
      return request.capacity().apply(response);
    }

    @Override
    public String toString() {
      return request.name();
    }
  }

  static List<Kind<?>> kinds() {
    return List.of(
        new Kind<>(
            Request.getItem(GetItemRequest.builder().tableName("t").build()),
            GetItemResponse.builder().consumedCapacity(USED).build(),
            false),
        new Kind<>(
            Request.batchGetItem(
                BatchGetItemRequest.builder().requestItems(Map.of("t", KEYS)).build()),
            BatchGetItemResponse.builder().consumedCapacity(USED).build(),
            false),
        new Kind<>(
            Request.query(QueryRequest.builder().tableName("t").build()),
            QueryResponse.builder().consumedCapacity(USED).build(),
            false),
        new Kind<>(
            Request.scan(ScanRequest.builder().tableName("t").build()),
            ScanResponse.builder().consumedCapacity(USED).build(),
            false),
        new Kind<>(
            Request.putItem(PutItemRequest.builder().tableName("t").build()),
            PutItemResponse.builder().consumedCapacity(USED).build(),
            true),
        new Kind<>(
            Request.transactWriteItems(
                TransactWriteItemsRequest.builder().transactItems(WRITE).build()),
            TransactWriteItemsResponse.builder().consumedCapacity(USED).build(),
            true));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void syncAndAsync_whenCalled_sendTheBodyAndReturnTheResponse(Kind<?> kind) {
    StubClient client = new StubClient(kind.response(), kind.response());

    assertThat(kind.callSync(client)).isEqualTo(kind.response());
    assertThat(kind.callAsync(client)).isEqualTo(kind.response());
    assertThat(client.requests()).containsExactly(kind.request().body(), kind.request().body());
    assertThat(client.timeouts()).containsExactly(TIME, TIME);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void kind_tellsItsNameInAwsItsTableAndItsUnits(Kind<?> kind) {
    assertThat(kind.request().name() + "Request")
        .isEqualTo(kind.request().body().getClass().getSimpleName());
    assertThat(kind.request().tableName()).isEqualTo("t");
    assertThat(kind.capacity()).containsExactly(USED);
    assertThat(kind.request().writes()).isEqualTo(kind.writes());
  }

  @Test
  void capacity_whenTheResponseSaysNothing_isEmpty() {
    Request<GetItemResponse> request = Request.getItem(GetItemRequest.builder().build());

    assertThat(request.capacity().apply(GetItemResponse.builder().build())).isEmpty();
  }

  @Test
  void toString_whenTheBodyHoldsAText_isTheNameAlone() {
    Map<String, AttributeValue> item = Map.of("message", AttributeValue.fromS("c0nf1d"));

    assertThat(Request.putItem(PutItemRequest.builder().item(item).build())).hasToString("PutItem");
  }
}
