package io.github.ddbmessaging.benchmarks.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentionTest {
  @Test
  void measure_whenSendersMeet_losesNothing() {
    Contention.Result result = Contention.measure(List.of(1, 3), Duration.ofMillis(100));

    assertThat(result.lost()).as(result.markdown()).isZero();
    assertThat(result.plot()).contains("separate groups, transactional");
  }
}
