package io.github.ddbmessaging.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.ddbmessaging.model.CallReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

class CallMeterTest {
  private final List<CallReport> reports = new ArrayList<>();
  private final CallMeter meter = new CallMeter("operation", reports::add);

  @Test
  void end_whenThereWereRequestsAndRetries_reportsTheirNumbers() {
    meter.request();
    meter.retry();
    meter.request();
    meter.end(null);

    assertThat(reports)
        .containsExactly(new CallReport("operation", 2, 1, 0, 0, Map.of(), Optional.empty()));
  }

  @Test
  void response_whenReadsAndWritesConsumedUnits_addsThemApart() {
    read(total(0.5));
    read(total(1));
    written(total(12));
    meter.end(null);

    assertThat(reports)
        .containsExactly(new CallReport("operation", 0, 0, 1.5, 12, Map.of(), Optional.empty()));
  }

  @Test
  void response_whenUnitsAreGivenByTable_leavesThoseOfIndexesApart() {
    written(withIndex(8, 3));
    written(withIndex(8, 2));
    meter.end(null);

    assertThat(reports)
        .containsExactly(
            new CallReport("operation", 0, 0, 0, 16, Map.of("by-group", 5.0), Optional.empty()));
  }

  static List<GetItemResponse> responsesWithoutUnits() {
    return List.of(
        GetItemResponse.builder().build(),
        GetItemResponse.builder().consumedCapacity(ConsumedCapacity.builder().build()).build());
  }

  @ParameterizedTest
  @MethodSource("responsesWithoutUnits")
  void response_whenUnitsAreMissing_countsNone(GetItemResponse response) {
    meter.response(Request.getItem(GetItemRequest.builder().build()), response);
    meter.end(null);

    assertThat(reports).extracting(CallReport::readUnits).containsExactly(0.0);
  }

  @Test
  void end_whenTheListenerThrows_isSilent() {
    CallMeter throwing =
        new CallMeter(
            "operation",
            report -> {
              throw new AssertionError("listener");
            });

    assertThatCode(() -> throwing.end(null)).doesNotThrowAnyException();
  }

  private void read(ConsumedCapacity consumed) {
    meter.response(
        Request.getItem(GetItemRequest.builder().build()),
        GetItemResponse.builder().consumedCapacity(consumed).build());
  }

  private static final TransactWriteItemsRequest TRANSACTION =
      TransactWriteItemsRequest.builder()
          .transactItems(TransactWriteItem.builder().put(put -> put.tableName("t")).build())
          .build();

  private void written(ConsumedCapacity consumed) {
    meter.response(
        Request.transactWriteItems(TRANSACTION),
        TransactWriteItemsResponse.builder().consumedCapacity(consumed).build());
  }

  private static ConsumedCapacity total(double units) {
    return ConsumedCapacity.builder().capacityUnits(units).build();
  }

  private static ConsumedCapacity withIndex(double tableUnits, double indexUnits) {
    return ConsumedCapacity.builder()
        .capacityUnits(tableUnits + indexUnits)
        .table(Capacity.builder().capacityUnits(tableUnits).build())
        .globalSecondaryIndexes(
            Map.of("by-group", Capacity.builder().capacityUnits(indexUnits).build()))
        .build();
  }
}
