package io.github.ddbmessaging.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.benchmarks.cost.GroupCaches.Cost;
import io.github.ddbmessaging.testing.meter.Usage;
import org.junit.jupiter.api.Test;

class GroupCachesTest {
  @Test
  void cost_withoutACache_isARequestAndAReadMore() {
    assertThat(GroupCaches.cost(20, 1, false)).isEqualTo(new Cost(new Usage(40, 20, 240), 0));
  }

  @Test
  void cost_ofOneInstanceWithACache_isOneRequest() {
    assertThat(GroupCaches.cost(20, 1, true)).isEqualTo(new Cost(new Usage(20, 0, 240), 0));
  }

  @Test
  void cost_ofSeveralInstances_isThatOfTheRefusedOnesMore() {
    Cost cost = GroupCaches.cost(40, 2, true);

    assertThat(cost.refused()).isPositive();
    assertThat(cost.usage().writeUnits()).isEqualTo(12.0 * (40 + cost.refused()));
  }
}
