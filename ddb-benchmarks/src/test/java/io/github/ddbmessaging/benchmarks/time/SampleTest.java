package io.github.ddbmessaging.benchmarks.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void median_ofAnOddNumber_isTheOneInTheMiddle() {
    assertThat(Sample.median(new double[] {9, 1, 5})).isEqualTo(5);
  }

  @Test
  void quantile_of99PerCent_isExceededByOneInAHundred() {
    double[] values = new double[100];
    for (int n = 0; n < values.length; n++) {
      values[n] = n + 1;
    }

    assertThat(Sample.quantile(values, 0.99)).isEqualTo(99);
  }

  @Test
  void median_ofNothing_isRefused() {
    assertThatThrownBy(() -> Sample.median(new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Nothing was measured");
  }
}
