package io.github.ddbmessaging.benchmarks.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.benchmarks.time.FixtureProbe.Fixture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class FixturesTest {
  @Test
  void probe_inAFreshJvm_tellsFourTimes() {
    double[] micros = Fixtures.probe(Fixture.IN_PROCESS);

    assertThat(micros).hasSize(4).doesNotContain(0);
  }
}
