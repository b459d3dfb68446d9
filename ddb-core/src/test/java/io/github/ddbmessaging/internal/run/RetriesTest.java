package io.github.ddbmessaging.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.internal.access.SampleSettings;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import org.junit.jupiter.api.Test;

class RetriesTest {

  @Test
  void pause_whenAttemptsAreLeft_comesToTheNextOne() {
    assertThat(new Script().run(pause(3, 2))).isEqualTo("again");
  }

  @Test
  void pause_afterTheOnlyAttempt_saysSo() {
    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> pause(1, 1))
        .withMessage(
            "Trying was given up after 1 attempt: java.lang.IllegalStateException. Nothing was"
                + " written; try again later");
  }

  @Test
  void pause_afterSeveralAttempts_countsThem() {
    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> pause(2, 2))
        .withMessageStartingWith("Trying was given up after 2 attempts: ");
  }

  private static Step<String> pause(int attempts, int number) {
    return Retries.pause(
        SampleSettings.withAttempts(attempts),
        "Trying",
        number,
        false,
        new IllegalStateException("Refused"),
        () -> new Step.Done<>("again"));
  }
}
