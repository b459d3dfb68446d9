package io.github.ddbmessaging.testing.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class ReportedCostTest {

  private static final ConsumedCapacity FIVE =
      ConsumedCapacity.builder().capacityUnits(5.0).build();

  @Test
  void asked_whenTheOperationHasACost_asksForIt() {
    PutItemRequest request = PutItemRequest.builder().tableName("things").build();

    assertThat(ReportedCost.asked(request))
        .isEqualTo(
            request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.INDEXES).build());
  }

  @Test
  void asked_whenTheOperationHasNoCost_isTheRequest() {
    SdkRequest request = ListTablesRequest.builder().build();

    assertThat(ReportedCost.asked(request)).isSameAs(request);
  }

  @Test
  void forCaller_whenHeAskedForNothing_takesTheCostOut() {
    SdkResponse response = PutItemResponse.builder().consumedCapacity(FIVE).build();

    assertThat(ReportedCost.forCaller(PutItemRequest.builder().build(), response))
        .isEqualTo(PutItemResponse.builder().build());
  }

  @Test
  void forCaller_whenHeAskedForNoCost_takesTheCostOut() {
    PutItemRequest request =
        PutItemRequest.builder().returnConsumedCapacity(ReturnConsumedCapacity.NONE).build();
    SdkResponse response = PutItemResponse.builder().consumedCapacity(FIVE).build();

    assertThat(ReportedCost.forCaller(request, response))
        .isEqualTo(PutItemResponse.builder().build());
  }

  @Test
  void forCaller_whenHeAskedForTheCost_isTheResponse() {
    PutItemRequest request =
        PutItemRequest.builder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
    SdkResponse response = PutItemResponse.builder().consumedCapacity(FIVE).build();

    assertThat(ReportedCost.forCaller(request, response)).isSameAs(response);
  }

  @Test
  void forCaller_whenTheOperationHasNoCost_isTheResponse() {
    SdkResponse response = ListTablesResponse.builder().build();

    assertThat(ReportedCost.forCaller(ListTablesRequest.builder().build(), response))
        .isSameAs(response);
  }

  @Test
  void of_whenOnlyATotalIsReported_isOfTheTable() {
    GetItemResponse response = GetItemResponse.builder().consumedCapacity(FIVE).build();

    assertThat(ReportedCost.of(GetItemRequest.builder().build(), response))
        .isEqualTo(new Cost(0, 5, 0, 0));
  }

  @Test
  void of_whenTheTablesPartIsReported_leavesTheRestToIndexes() {
    PutItemResponse response =
        PutItemResponse.builder()
            .consumedCapacity(FIVE.toBuilder().table(t -> t.capacityUnits(3.0)).build())
            .build();

    assertThat(ReportedCost.of(PutItemRequest.builder().build(), response))
        .isEqualTo(new Cost(1, 0, 5, 2));
  }

  @Test
  void of_whenABatchIsDoneInPart_countsTheItemsDone() {
    WriteRequest write = WriteRequest.builder().build();
    BatchWriteItemRequest request =
        BatchWriteItemRequest.builder().requestItems(Map.of("t", List.of(write, write))).build();
    BatchWriteItemResponse response =
        BatchWriteItemResponse.builder()
            .unprocessedItems(Map.of("t", List.of(write)))
            .consumedCapacity(FIVE)
            .build();

    assertThat(ReportedCost.of(request, response)).isEqualTo(new Cost(1, 0, 5, 0));
  }

  @Test
  void of_whenAPartiQlStatement_isUnknown() {
    ExecuteStatementResponse response =
        ExecuteStatementResponse.builder().consumedCapacity(FIVE).build();

    assertThat(ReportedCost.of(ExecuteStatementRequest.builder().build(), response))
        .isEqualTo(Cost.UNKNOWN);
  }
}
