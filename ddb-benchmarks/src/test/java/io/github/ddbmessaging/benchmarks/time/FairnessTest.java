package io.github.ddbmessaging.benchmarks.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Less than the report wants, since others may use the cores meanwhile. */
@Tag("long")
class FairnessTest {
  @Test
  void measure_whenSendersNeverPause_letsEachSendAndNoneGiveUp() {
    Fairness.Result result = Fairness.measure(Duration.ofSeconds(5));

    assertThat(result.gaveUp()).as(result.measured()).isZero();
    assertThat(result.leastShare()).as(result.measured()).isGreaterThan(0.25);
  }
}
