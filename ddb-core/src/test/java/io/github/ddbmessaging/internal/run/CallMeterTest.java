package io.github.ddbmessaging.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.CallReport;
import io.github.ddbmessaging.model.CallReport.Outcome;
import io.github.ddbmessaging.model.CallReport.Throttling;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
  private final AtomicLong nanoTime = new AtomicLong(-5);
  private final CallMeter meter =
      CallMeter.begin(
          "operation",
          new CallSettings(CallListener.atEnd(reports::add), "t", Duration.ofSeconds(10)),
          nanoTime::get);

  @Test
  void end_whenNothingHappened_tellsOperationTableAndOutcome() {
    meter.end(null);

    assertThat(reports)
        .containsExactly(
            new CallReport(
                "operation",
                "t",
                Outcome.SUCCESS,
                Duration.ZERO,
                0,
                0,
                0,
                0,
                0,
                Map.of(),
                Set.of(),
                Optional.empty()));
  }

  @Test
  void end_whenThereWereRequestsAndRetries_reportsTheirNumbers() {
    meter.request();
    meter.retry();
    meter.request();
    meter.end(null);

    assertThat(reports)
        .extracting(CallReport::requests, CallReport::retries)
        .containsExactly(tuple(2, 1));
  }

  @Test
  void end_whenTimePassed_reportsTheDuration() {
    nanoTime.addAndGet(7);
    meter.end(null);

    assertThat(reports).extracting(CallReport::duration).containsExactly(Duration.ofNanos(7));
  }

  static List<Arguments> failures() {
    IllegalStateException cause = new IllegalStateException();
    return List.of(
        arguments(new InvalidInputException("bad"), Outcome.REFUSED),
        arguments(new GroupNotFoundException("g"), Outcome.REFUSED),
        arguments(new DynamoDbFailureException("down", cause, false), Outcome.FAILED),
        arguments(new RetriesExhaustedException("busy", cause, true), Outcome.FAILED),
        arguments(new DamagedItemException("pk", "sk", "no text"), Outcome.FAILED),
        arguments(cause, Outcome.FAILED));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void end_whenTheCallFailed_tellsWhetherTheCallerOrAnotherIsToBlame(
      RuntimeException failure, Outcome outcome) {
    meter.end(failure);

    assertThat(reports)
        .extracting(CallReport::outcome, CallReport::failure)
        .containsExactly(tuple(outcome, Optional.of(failure)));
  }

  @Test
  void failure_whenRequestsWereThrottled_reportsEachReasonOnce() {
    meter.failure(Answers.error("ThrottlingException", 400));
    meter.failure(Answers.canceled(Answers.reason("ThrottlingError")));
    meter.failure(Answers.error("ThrottlingException", 400));
    meter.end(null);

    assertThat(reports)
        .singleElement()
        .returns(
            Set.of(
                new Throttling("ThrottlingException", "unknown"),
                new Throttling("ThrottlingError", "unknown")),
            CallReport::throttling)
        .returns(0, CallReport::conflicts);
  }

  static List<RuntimeException> conflicts() {
    return List.of(
        Answers.error("ConditionalCheckFailedException", 400),
        Answers.error("TransactionConflictException", 400),
        Answers.error("TransactionInProgressException", 400),
        Answers.canceled(Answers.conditionFailed(Map.of())),
        Answers.canceled(Answers.reason("None"), Answers.reason("TransactionConflict")));
  }

  @ParameterizedTest
  @MethodSource("conflicts")
  void failure_whenOthersWroteMeanwhile_countsAConflict(RuntimeException failure) {
    meter.failure(failure);
    meter.failure(Answers.lost());
    meter.failure(Answers.error("ValidationException", 400));
    meter.end(null);

    assertThat(reports)
        .singleElement()
        .returns(1, CallReport::conflicts)
        .returns(Set.of(), CallReport::throttling);
  }

  @Test
  void response_whenReadsAndWritesConsumedUnits_addsThemApart() {
    read(total(0.5));
    read(total(1));
    written(total(12));
    meter.end(null);

    assertThat(reports)
        .extracting(CallReport::readUnits, CallReport::writeUnits)
        .containsExactly(tuple(1.5, 12.0));
  }

  @Test
  void response_whenUnitsAreGivenByTable_leavesThoseOfIndexesApart() {
    written(withIndex(8, 3));
    written(withIndex(8, 2));
    meter.end(null);

    assertThat(reports)
        .extracting(CallReport::writeUnits, CallReport::indexUnits)
        .containsExactly(tuple(16.0, Map.of("by-group", 5.0)));
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
