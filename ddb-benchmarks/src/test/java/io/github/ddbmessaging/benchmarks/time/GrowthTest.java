package io.github.ddbmessaging.benchmarks.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class GrowthTest {
  /** The promise behind the growth table: what a page costs does not depend on the listing. */
  @Test
  void measure_ofListingsOfAnyLength_costsTheSame() {
    Growth.Result result = Growth.measure(List.of(50, 500), List.of(10, 50, 500), 1);

    assertThat(result.flat()).as(result.markdown()).isTrue();
    assertThat(result.markdown()).contains("| A, page in the middle, strong | 500 | 1 | 3 | 21 |");
  }
}
