package io.github.ddbmessaging.internal.write;

import static io.github.ddbmessaging.internal.access.SampleSettings.FIRST_WAIT;
import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.access.SampleSettings.withAttempts;
import static io.github.ddbmessaging.internal.run.Answers.WRITTEN;
import static io.github.ddbmessaging.internal.run.Answers.canceledAt;
import static io.github.ddbmessaging.internal.run.Answers.conditionFailed;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static io.github.ddbmessaging.internal.run.Answers.lost;
import static io.github.ddbmessaging.internal.run.Answers.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.Head;
import io.github.ddbmessaging.internal.run.Answers;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

class ConditionalWriteTest {
  private static final List<Action> ACTIONS =
      new ReKey("t")
          .refresh(
              new Head(Samples.direct(), null), Samples.message(Samples.FIRST, Samples.ANN, "Hi"));
  private static final CancellationReason FAILED = conditionFailed(Map.of());
  private static final int HEAD_PLACE = 0;
  private static final int MESSAGE_PLACE = 1;
  private static final int ROW_PLACE = 2;

  @Test
  void of_whenApplied_isOneTransactionOfTheActions() {
    Script script = new Script(WRITTEN);

    Optional<CancellationReason> refusal = script.run(write());

    assertThat(refusal).isEmpty();
    assertThat(script.requests())
        .singleElement()
        .isInstanceOfSatisfying(
            TransactWriteItemsRequest.class,
            request ->
                assertThat(request.toBuilder().clientRequestToken(null).build())
                    .isEqualTo(
                        TransactWriteItemsRequest.builder()
                            .transactItems(ACTIONS.stream().map(Action::write).toList())
                            .returnConsumedCapacity(ReturnConsumedCapacity.NONE)
                            .build()));
  }

  @Test
  void of_whenAnAnswerIsLost_sendsTheSameRequestWithTheSameToken() {
    Script script = new Script(Answers.lost(), WRITTEN);

    script.run(write());

    assertThat(script.requests()).hasSize(2);
    assertThat(script.requests().get(1)).isEqualTo(script.requests().get(0));
  }

  @Test
  void of_whenHeadIsNotAsSeen_isRefused() {
    assertThat(new Script(canceledAt(HEAD_PLACE, FAILED)).run(write())).contains(FAILED);
  }

  @Test
  void of_whenMessageIsNotAsSeen_isRefused() {
    assertThat(new Script(canceledAt(MESSAGE_PLACE, FAILED)).run(write())).contains(FAILED);
  }

  static List<RuntimeException> passingFailures() {
    return List.of(
        lost(),
        error("InternalServerError", 500),
        error("TransactionInProgressException", 400),
        error("ProvisionedThroughputExceededException", 400),
        error("ThrottlingException", 400),
        canceledAt(ROW_PLACE, reason("TransactionConflict")),
        canceledAt(ROW_PLACE, reason("ThrottlingError")));
  }

  @ParameterizedTest
  @MethodSource("passingFailures")
  void of_whenSomethingPassingStandsInTheWay_sendsTheSameAfterAPause(RuntimeException failure) {
    Script script = new Script(failure, WRITTEN);

    script.run(write());

    assertThat(script.requests()).hasSize(2);
    assertThat(script.requests().get(1)).isEqualTo(script.requests().get(0));
    assertThat(script.pauses()).containsExactly(FIRST_WAIT);
  }

  @Test
  void of_whenAppliedButAnswerWasLost_isRefusedBecauseOfItself() {
    Script script = new Script(lost(), canceledAt(HEAD_PLACE, FAILED));

    assertThat(script.run(write())).contains(FAILED);
  }

  @Test
  void of_whenServiceRefusesForGood_failsAtOnce() {
    Script script = new Script(error("ValidationException", 400));

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> script.run(write()))
        .withMessageStartingWith("TransactWriteItems failed: ")
        .returns(false, DynamoDbFailureException::mayHaveTakenEffect);
  }

  @Test
  void of_whenCancelledForAnotherReason_failsAtOnce() {
    Script script = new Script(canceledAt(ROW_PLACE, reason("ItemCollectionSizeLimitExceeded")));

    assertThatExceptionOfType(DynamoDbFailureException.class).isThrownBy(() -> script.run(write()));
  }

  @Test
  void of_whenThrottledTimeAndAgain_givesUpWithNothingWritten() {
    Script script =
        new Script(error("ThrottlingException", 400), error("ThrottlingException", 400));
    Step<?> write = ConditionalWrite.of(withAttempts(2), "Trying", ACTIONS);

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> script.run(write))
        .withMessageStartingWith("Trying was given up after 2 attempts")
        .returns(false, RetriesExhaustedException::mayHaveTakenEffect);
  }

  @Test
  void of_whenTheClientHasRepeatedTheRequest_mayBeApplied() {
    Script script =
        new Script(error("AccessDeniedException", 400).toBuilder().numAttempts(2).build());

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> script.run(write()))
        .returns(true, DynamoDbFailureException::mayHaveTakenEffect);
  }

  @Test
  void of_whenAnswersAreLostTimeAndAgain_givesUpAndMayBeApplied() {
    Script script = new Script(lost(), lost());
    Step<?> write = ConditionalWrite.of(withAttempts(2), "Trying", ACTIONS);

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> script.run(write))
        .returns(true, RetriesExhaustedException::mayHaveTakenEffect);
  }

  private static Step<Optional<CancellationReason>> write() {
    return ConditionalWrite.of(settings(), "Trying", ACTIONS);
  }
}
