package io.github.ddbmessaging.benchmarks.report;

import java.util.Locale;

/** Numbers for people, the same in every locale. */
public final class Numbers {
  private Numbers() {}

  /**
   * A ratio.
   *
   * @param value any number
   * @return the number with two decimals
   */
  public static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /**
   * A ratio that is held against a bound.
   *
   * @param value any number
   * @return the number with three decimals
   */
  public static String fineRatio(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /**
   * A number with as many decimals as say something.
   *
   * @param value not negative
   * @return the number with about three digits
   */
  public static String of(double value) {
    if (value == Math.rint(value) || value >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
  }

  /**
   * Units, which come in halves.
   *
   * @param units read or write units
   * @return the number, with one decimal if it is not whole
   */
  public static String units(double units) {
    return String.format(Locale.ROOT, units == Math.rint(units) ? "%,.0f" : "%,.1f", units);
  }
}
