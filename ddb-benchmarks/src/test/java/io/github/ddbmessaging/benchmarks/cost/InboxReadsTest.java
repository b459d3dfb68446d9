package io.github.ddbmessaging.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.benchmarks.cost.InboxReads.Units;
import org.junit.jupiter.api.Test;

class InboxReadsTest {
  @Test
  void units_of20Groups_areHalfAUnitMoreThanTheRows() {
    Units units = InboxReads.units(20, 20);

    assertThat(units.states()).isEqualTo(0.5);
    assertThat(units.rows()).isBetween(1.0, 2.0);
  }
}
