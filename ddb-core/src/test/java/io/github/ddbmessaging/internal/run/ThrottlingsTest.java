package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.run.Answers.canceled;
import static io.github.ddbmessaging.internal.run.Answers.conditionFailed;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static io.github.ddbmessaging.internal.run.Answers.lost;
import static io.github.ddbmessaging.internal.run.Answers.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.CallReport.Throttling;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

class ThrottlingsTest {
  private static final String TABLE = "arn:aws:dynamodb:eu-west-1:1:table/t";
  private static final ThrottlingReason HOT = told("TableWriteKeyRangeThroughputExceeded", TABLE);
  private static final ThrottlingReason FULL =
      told("TableWriteMaxOnDemandThroughputExceeded", TABLE);

  static List<RuntimeException> failuresWithReasons() {
    return List.of(
        ProvisionedThroughputExceededException.builder().throttlingReasons(HOT, FULL, HOT).build(),
        ThrottlingException.builder().throttlingReasons(HOT, FULL).build(),
        RequestLimitExceededException.builder().throttlingReasons(FULL, HOT).build());
  }

  @ParameterizedTest
  @MethodSource("failuresWithReasons")
  void of_whenDynamoDbTellsReasons_namesEachOnce(RuntimeException failure) {
    assertThat(Throttlings.of(failure))
        .containsExactlyInAnyOrder(
            new Throttling("TableWriteKeyRangeThroughputExceeded", TABLE),
            new Throttling("TableWriteMaxOnDemandThroughputExceeded", TABLE));
  }

  @Test
  void of_whenAReasonIsIncomplete_saysSo() {
    assertThat(
            Throttlings.of(
                ThrottlingException.builder().throttlingReasons(told(null, null)).build()))
        .containsExactly(new Throttling("unknown", "unknown"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ThrottlingException"
      })
  void of_whenDynamoDbTellsNoReason_namesTheErrorCode(String code) {
    assertThat(Throttlings.of(error(code, 400))).containsExactly(new Throttling(code, "unknown"));
  }

  @Test
  void of_whenATransactionIsCancelled_namesTheThrottlingAmongItsReasons() {
    assertThat(
            Throttlings.of(
                canceled(reason("None"), conditionFailed(Map.of()), reason("ThrottlingError"))))
        .containsExactly(new Throttling("ThrottlingError", "unknown"));
  }

  static List<RuntimeException> otherFailures() {
    return List.of(
        canceled(conditionFailed(Map.of())),
        error("AccessDeniedException", 400),
        error("InternalServerError", 500),
        lost(),
        new IllegalStateException("closed"));
  }

  @ParameterizedTest
  @MethodSource("otherFailures")
  void of_whenNothingWasThrottled_isEmpty(RuntimeException failure) {
    assertThat(Throttlings.of(failure)).isEmpty();
  }

  private static ThrottlingReason told(String reason, String resource) {
    return ThrottlingReason.builder().reason(reason).resource(resource).build();
  }
}
