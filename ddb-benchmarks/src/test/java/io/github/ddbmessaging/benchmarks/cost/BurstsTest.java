package io.github.ddbmessaging.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.benchmarks.contender.Kind;
import io.github.ddbmessaging.testing.meter.Usage;
import org.junit.jupiter.api.Test;

class BurstsTest {
  @Test
  void cost_transactional_isTwelveUnitsAMessage() {
    assertThat(Bursts.cost(Kind.LIBRARY, 10, 1)).isEqualTo(new Usage(10, 0, 120));
  }

  @Test
  void cost_streamed_isAUnitAMessageAndTenABatch() {
    assertThat(Bursts.cost(Kind.LIBRARY_STREAMED, 10, 5)).isEqualTo(new Usage(14, 2, 30));
  }

  @Test
  void cost_ofTheOldApplication_isNineUnitsAMessage() {
    assertThat(Bursts.cost(Kind.OLD, 10, 5)).isEqualTo(new Usage(60, 5, 90));
  }
}
