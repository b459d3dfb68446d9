package io.github.ddbmessaging.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.access.SampleSettings;
import io.github.ddbmessaging.internal.message.SendMessage;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

class RequestTest {
  private static final ConsumedCapacity USED = ConsumedCapacity.builder().tableName("t").build();

  /** A kind of request, and an answer to it that says what was consumed. */
  record Kind<A extends DynamoDbResponse>(Request<A> request, A answer, boolean writes) {
    A callSync(StubClient client) {
      return request.sync().apply(client.sync());
    }

    A callAsync(StubClient client) {
      return request.async().apply(client.async()).join();
    }

    List<ConsumedCapacity> capacity() {
      return request.capacity().apply(answer);
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
            Request.batchGetItem(BatchGetItemRequest.builder().build()),
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
            Request.transactWriteItems(TransactWriteItemsRequest.builder().build()),
            TransactWriteItemsResponse.builder().consumedCapacity(USED).build(),
            true));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void sync_whenCalled_sendsTheBodyAndReturnsTheAnswer(Kind<?> kind) {
    StubClient client = new StubClient(kind.answer());

    assertThat(kind.callSync(client)).isEqualTo(kind.answer());
    assertThat(client.requests()).containsExactly(kind.request().body());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void async_whenCalled_sendsTheBodyAndReturnsTheAnswer(Kind<?> kind) {
    StubClient client = new StubClient(kind.answer());

    assertThat(kind.callAsync(client)).isEqualTo(kind.answer());
    assertThat(client.requests()).containsExactly(kind.request().body());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void name_isThatOfTheOperationOfAws(Kind<?> kind) {
    assertThat(kind.request().name() + "Request")
        .isEqualTo(kind.request().body().getClass().getSimpleName());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void capacity_whenAnswered_isWhatTheAnswerSays(Kind<?> kind) {
    assertThat(kind.capacity()).containsExactly(USED);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void writes_saysOfWhichKindTheUnitsAre(Kind<?> kind) {
    assertThat(kind.request().writes()).isEqualTo(kind.writes());
  }

  @Test
  void capacity_whenTheAnswerSaysNothing_isEmpty() {
    Request<GetItemResponse> request = Request.getItem(GetItemRequest.builder().build());

    assertThat(request.capacity().apply(GetItemResponse.builder().build())).isEmpty();
  }

  @Test
  void toString_ofASend_holdsNoText() {
    Step<Sent> step =
        SendMessage.into(
            SampleSettings.settings(), Samples.direct(), NewMessage.from("ann", "c0nf1d"));

    assertThat(step.toString()).doesNotContain("c0nf1d");
  }
}
