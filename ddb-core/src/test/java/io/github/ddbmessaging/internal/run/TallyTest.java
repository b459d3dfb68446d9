package io.github.ddbmessaging.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.CallReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

class TallyTest {
  private final List<CallReport> reports = new ArrayList<>();
  private final Tally tally = new Tally("operation", reports::add);

  @Test
  void end_whenNothingWasDone_reportsNothingButTheName() {
    tally.end(null);

    assertThat(reports)
        .containsExactly(new CallReport("operation", 0, 0, 0, 0, Map.of(), Optional.empty()));
  }

  @Test
  void end_whenThereWereRequestsAndRetries_reportsTheirNumbers() {
    tally.request();
    tally.retry();
    tally.request();
    tally.end(null);

    assertThat(reports)
        .containsExactly(new CallReport("operation", 2, 1, 0, 0, Map.of(), Optional.empty()));
  }

  @Test
  void answer_whenReadsAndWritesConsumedUnits_addsThemApart() {
    read(total(0.5));
    read(total(1));
    written(total(12));
    tally.end(null);

    assertThat(reports)
        .containsExactly(new CallReport("operation", 0, 0, 1.5, 12, Map.of(), Optional.empty()));
  }

  @Test
  void answer_whenUnitsAreGivenByTable_leavesThoseOfIndexesApart() {
    written(withIndex(8, 3));
    written(withIndex(8, 2));
    tally.end(null);

    assertThat(reports)
        .containsExactly(
            new CallReport("operation", 0, 0, 0, 16, Map.of("by-group", 5.0), Optional.empty()));
  }

  @Test
  void answer_whenNoUnitsAreGiven_addsNothing() {
    tally.answer(
        Request.getItem(GetItemRequest.builder().build()), GetItemResponse.builder().build());
    tally.end(null);

    assertThat(reports)
        .containsExactly(new CallReport("operation", 0, 0, 0, 0, Map.of(), Optional.empty()));
  }

  private void read(ConsumedCapacity consumed) {
    tally.answer(
        Request.getItem(GetItemRequest.builder().build()),
        GetItemResponse.builder().consumedCapacity(consumed).build());
  }

  private void written(ConsumedCapacity consumed) {
    tally.answer(
        Request.transactWriteItems(TransactWriteItemsRequest.builder().build()),
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

  @Test
  void answer_whenUnitsAreMissing_countsNone() {
    List<CallReport> reports = new ArrayList<>();
    Tally tally = new Tally("operation", reports::add);

    tally.answer(
        Request.getItem(GetItemRequest.builder().build()),
        GetItemResponse.builder().consumedCapacity(ConsumedCapacity.builder().build()).build());
    tally.end(null);

    assertThat(reports).extracting(CallReport::readUnits).containsExactly(0.0);
  }
}
