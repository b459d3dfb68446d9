package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.access.SampleSettings.FIRST_WAIT;
import static io.github.ddbmessaging.internal.access.SampleSettings.withAttempts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.model.RetriesExhaustedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

class RetriesTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2"})
  void pause_whenAttemptsAreLeft_waitsLongerEachTimeAndContinues(int number, int times) {
    Script script = new Script();

    assertThat(script.run(pause(3, number))).isEqualTo("again");
    assertThat(script.pauses()).containsExactly(FIRST_WAIT.multipliedBy(times));
  }

  @ParameterizedTest
  @CsvSource({"1, 1 attempt", "2, 2 attempts"})
  void pause_whenNoAttemptsAreLeft_countsThem(int number, String attempts) {
    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> pause(number, number))
        .withMessage(
            "Trying was given up after %s: the client threw java.lang.IllegalStateException; it may"
                + " be closed, or an interceptor of it may fail. Nothing was written; try again"
                + " later",
            attempts);
  }

  @Test
  void pauseAfterRefusal_whenNoAttemptsAreLeft_failsWithNothingWritten() {
    CancellationReason refusal = CancellationReason.builder().message("The condition").build();

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(
            () ->
                Retries.pauseAfterRefusal(
                    withAttempts(1).requests(),
                    "Trying",
                    1,
                    refusal,
                    () -> new Step.Done<>("again")))
        .withMessageContaining("SendMode.STREAMED). Nothing was written")
        .returns(false, RetriesExhaustedException::mayHaveTakenEffect);
  }

  private static Step<String> pause(int attempts, int number) {
    return Retries.pause(
        withAttempts(attempts).requests(),
        "Trying",
        number,
        false,
        new IllegalStateException("Refused"),
        () -> new Step.Done<>("again"));
  }
}
