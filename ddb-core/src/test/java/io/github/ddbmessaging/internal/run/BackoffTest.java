package io.github.ddbmessaging.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.RetrySettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
  private static final double ALMOST_ONE = Math.nextDown(1.0);
  private static final RetrySettings SETTINGS =
      new RetrySettings(1_000, Duration.ofMillis(10), Duration.ofMillis(100));

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 10", "3, 20", "4, 40", "5, 50", "6, 50", "1000, 50"})
  void delay_whenRandomIsHalf_isHalfABoundThatDoublesUpToTheMost(int attempt, long millis) {
    assertThat(Backoff.delay(SETTINGS, attempt, 0.5)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 1_000})
  void delay_whenRandomIsZero_isZero(int attempt) {
    assertThat(Backoff.delay(SETTINGS, attempt, 0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 31, 32, 64, Integer.MAX_VALUE})
  void delay_whenRandomIsAlmostOne_doesNotExceedTheMost(int attempt) {
    assertThat(Backoff.delay(SETTINGS, attempt, ALMOST_ONE))
        .isLessThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void delay_whenAnyBoundIsLess_isBoundByIt() {
    RetrySettings never = new RetrySettings(9, Duration.ZERO, Duration.ofSeconds(1));
    RetrySettings cut = new RetrySettings(9, Duration.ofSeconds(1), Duration.ofMillis(4));

    assertThat(Backoff.delay(never, 9, ALMOST_ONE)).isZero();
    assertThat(Backoff.delay(cut, 1, 0.5)).isEqualTo(Duration.ofMillis(2));
  }
}
