package io.github.ddbmessaging.benchmarks.time;

import java.util.Arrays;

/** Quantiles of measurements. */
final class Sample {
  private Sample() {}

  static double median(double[] values) {
    return quantile(values, 0.5);
  }

  /** The smallest value that at least that share of the values do not exceed. */
  static double quantile(double[] values, double share) {
    if (values.length == 0) {
      throw new IllegalArgumentException("Nothing was measured");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }
}
