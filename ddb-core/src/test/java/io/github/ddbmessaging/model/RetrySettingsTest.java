package io.github.ddbmessaging.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetrySettingsTest {
  private static final Duration MILLI = Duration.ofMillis(1);

  @Test
  void settings_whenThereIsNoAttempt_areRefused() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> new RetrySettings(0, MILLI, MILLI))
        .withMessageContaining("maxAttempts is 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-0.001S", "PT24H0.000000001S", "PT9999999H"})
  void settings_whenADelayIsOutOfBounds_areRefusedNamingIt(Duration delay) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> new RetrySettings(1, delay, MILLI))
        .withMessageContaining("firstDelay is " + delay);
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> new RetrySettings(1, MILLI, delay))
        .withMessageContaining("maxDelay is " + delay);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT24H"})
  void settings_whenDelaysAreAtTheirBounds_areAccepted(Duration delay) {
    assertThat(new RetrySettings(1, delay, delay).firstDelay()).isEqualTo(delay);
  }

  static List<Duration> timeoutsOutOfBounds() {
    return List.of(
        Duration.ofNanos(999_999),
        Duration.ofHours(24).plusNanos(1),
        ChronoUnit.FOREVER.getDuration());
  }

  @ParameterizedTest
  @MethodSource("timeoutsOutOfBounds")
  void withCallTimeout_whenOutOfBounds_isRefusedNamingIt(Duration timeout) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> RetrySettings.DEFAULT.withCallTimeout(timeout))
        .withMessageContaining("callTimeout is " + timeout);
  }

  @Test
  void defaultSettings_areAsDocumented() {
    assertThat(RetrySettings.DEFAULT)
        .isEqualTo(
            new RetrySettings(
                16, Duration.ofMillis(10), Duration.ofSeconds(1), Duration.ofSeconds(10)));
  }
}
