package io.github.ddbmessaging.benchmarks.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.benchmarks.time.ContentionModel.Outcome;
import io.github.ddbmessaging.benchmarks.time.ContentionModel.Scheme;
import org.junit.jupiter.api.Test;

class ContentionModelTest {
  private static final Scheme AT_ONCE =
      new Scheme("at once", false, Integer.MAX_VALUE, 0, 0, (attempt, age, random) -> 0);
  private static final Scheme IN_LINE =
      new Scheme("line", true, Integer.MAX_VALUE, 0, 0, (attempt, age, random) -> 0);

  @Test
  void play_whenOneSends_takesARoundTripEach() {
    Outcome outcome = ContentionModel.play(AT_ONCE, 1, 1, 5, 1);

    assertThat(outcome.rate()).isBetween(195.0, 205.0);
    assertThat(outcome.refused()).isZero();
  }

  @Test
  void play_whenAllOfAProcessStandInLine_isFairAndRefusesFewerThanAtTheStart() {
    Outcome outcome = ContentionModel.play(IN_LINE, 1, 8, 5, 1);

    assertThat(outcome.least()).isGreaterThan(0.9);
    assertThat(outcome.most()).isLessThan(1.1);
    assertThat(outcome.refused()).isLessThan(0.01);
  }

  @Test
  void play_whenRefusedOnesComeBackAtOnce_letsOneSendNearlyAll() {
    assertThat(ContentionModel.play(AT_ONCE, 1, 8, 5, 1).most()).isGreaterThan(7);
  }

  @Test
  void play_twiceFromOneSeed_isTheSame() {
    assertThat(ContentionModel.play(IN_LINE, 2, 2, 1, 7))
        .isEqualTo(ContentionModel.play(IN_LINE, 2, 2, 1, 7));
  }
}
