package io.github.ddbmessaging.examples;

import io.github.ddbmessaging.testing.meter.Meter;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Adds up what calls cost, by access pattern. Not thread-safe. */
final class Costs {
  private final Meter meter;
  private final Map<String, Cost> byPattern = new TreeMap<>();

  /**
   * Begins with nothing.
   *
   * @param meter what sees the requests; used for this alone
   */
  Costs(Meter meter) {
    this.meter = meter;
  }

  /**
   * Makes a call and counts what it costs.
   *
   * @param call the call
   * @param design says by the call's result which pattern it was, and what that should cost
   * @param <T> what the call returns
   * @return what it returned
   */
  <T> T measure(Supplier<T> call, Function<T, Design> design) {
    meter.reset();
    T result = call.get();
    Cost cost = Cost.of(design.apply(result), meter.total());
    byPattern.merge(cost.pattern(), cost, Cost::plus);
    return result;
  }

  /**
   * Makes a call and counts what it costs.
   *
   * @param call the call
   * @param design which pattern it is, and what that should cost
   * @param <T> what the call returns
   * @return what it returned
   */
  <T> T measure(Supplier<T> call, Design design) {
    return measure(call, result -> design);
  }

  /**
   * What all calls cost.
   *
   * @return the costs, in the order of the patterns' names
   */
  Collection<Cost> all() {
    return byPattern.values();
  }
}
