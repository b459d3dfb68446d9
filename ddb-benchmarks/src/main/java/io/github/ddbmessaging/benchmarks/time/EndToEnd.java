package io.github.ddbmessaging.benchmarks.time;

import com.sun.management.ThreadMXBean;
import io.github.ddbmessaging.benchmarks.contender.Kind;
import io.github.ddbmessaging.benchmarks.contender.Source;
import io.github.ddbmessaging.benchmarks.cost.Pattern;
import io.github.ddbmessaging.benchmarks.report.Numbers;
import io.github.ddbmessaging.benchmarks.report.Table;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Calls through the whole SDK to an engine in the same JVM. The contenders take turns, call by
 * call, so that whatever else the machine does meets them alike; that is why this is no JMH
 * benchmark. A ratio is the median over blocks of calls, each block's contender by its floor.
 */
public final class EndToEnd {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(5);
  private static final String FLOOR = "low-level client";
  private static final String CONTROL = "low-level client again";
  private static final long SEED = 6;

  private final int warmUp;
  private final int blocks;
  private final int calls;
  private final Random random = new Random(SEED);

  private EndToEnd(int warmUp, int blocks, int calls) {
    this.warmUp = warmUp;
    this.blocks = blocks;
    this.calls = calls;
  }

  /** What was measured of one contender, in order. */
  private static final class Series {
    final double[] nanos;
    final double[] bytes;

    Series(int length) {
      nanos = new double[length];
      bytes = new double[length];
    }
  }

  /**
   * The outcome.
   *
   * @param markdown a table
   * @param time the library's ratio of time for each pattern
   * @param bytes the library's ratio of bytes for each pattern
   */
  public record Result(String markdown, Map<Pattern, Double> time, Map<Pattern, Double> bytes) {}

  /**
   * Measures A to D.
   *
   * @param warmUp how many calls each contender makes before, over a client that answers at once
   * @param blocks how many blocks of calls; as many before them warm up
   * @param calls how many calls a block has of each contender
   * @return the outcome
   */
  public static Result measure(int warmUp, int blocks, int calls) {
    Table table =
        new Table(
            List.of(
                "end to end",
                "contender",
                "µs a call",
                "ratio",
                "middle half of the ratios",
                "bytes a call",
                "ratio"));
    Map<Pattern, Double> time = new LinkedHashMap<>();
    Map<Pattern, Double> bytes = new LinkedHashMap<>();
    for (Pattern pattern : List.of(Pattern.A, Pattern.B, Pattern.C, Pattern.D)) {
      Map<String, Series> all = new EndToEnd(warmUp, blocks, calls).run(pattern);
      Series floor = series(all, FLOOR);
      all.forEach(
          (name, series) -> {
            double[] ratios = ratios(series.nanos, floor.nanos);
            double ofBytes = Sample.median(ratios(series.bytes, floor.bytes));
            table.row(
                pattern.name(),
                name,
                Numbers.of(Sample.median(series.nanos) / 1_000),
                Numbers.ratio(Sample.median(ratios)),
                Numbers.ratio(Sample.quantile(ratios, 0.25))
                    + " to "
                    + Numbers.ratio(Sample.quantile(ratios, 0.75)),
                Numbers.of(Math.rint(Sample.median(series.bytes))),
                Numbers.ratio(ofBytes));
            if (name.equals(Kind.LIBRARY.label())) {
              time.put(pattern, Sample.median(ratios));
              bytes.put(pattern, ofBytes);
            }
          });
    }
    return new Result(table.markdown(), time, bytes);
  }

  private Map<String, Series> run(Pattern pattern) {
    for (Kind kind : List.of(Kind.FLOOR, Kind.LIBRARY, Kind.ENHANCED, Kind.TEMPEST)) {
      warmUp(Canned.open(kind, pattern), pattern);
    }
    // As docs/production.md advises: without it, the library alone would bound its requests.
    try (LocalDynamoDb engine =
        LocalDynamoDb.builder().clients(client -> client.apiCallTimeout(CLIENT_TIMEOUT)).start()) {
      Map<String, Calls> contenders = new LinkedHashMap<>();
      contenders.put(FLOOR, open(engine, Kind.FLOOR, "floor"));
      contenders.put(CONTROL, open(engine, Kind.FLOOR, "control"));
      for (Kind kind : List.of(Kind.LIBRARY, Kind.ENHANCED, Kind.TEMPEST)) {
        contenders.put(kind.label(), open(engine, kind, kind.tableName()));
      }
      contenders.values().forEach(Calls::fill);
      Map<String, Series> series = new LinkedHashMap<>();
      contenders.keySet().forEach(n -> series.put(n, new Series(blocks)));
      for (int block = -blocks; block < blocks; block++) {
        block(pattern, contenders, series, block);
      }
      return series;
    }
  }

  /**
   * Calls often enough that all is compiled that runs once a call. Calls to the engine alone would
   * be too few for that in the time that there is, and those who have more code of their own would
   * look slower than they are in a service.
   */
  private void warmUp(Calls contender, Pattern pattern) {
    for (int call = 0; call < warmUp; call++) {
      Object unused = contender.call(pattern);
    }
  }

  private void block(
      Pattern pattern, Map<String, Calls> contenders, Map<String, Series> series, int block) {
    List<String> order = new ArrayList<>(contenders.keySet());
    Map<String, Series> samples = new LinkedHashMap<>();
    order.forEach(name -> samples.put(name, new Series(calls)));
    for (int call = 0; call < calls; call++) {
      // Whoever comes next finds what the one before left in the caches.
      Collections.shuffle(order, random);
      for (String name : order) {
        Calls contender = contenders.get(name);
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        Object unused = contender == null ? null : contender.call(pattern);
        long end = System.nanoTime();
        series(samples, name).nanos[call] = end - start;
        series(samples, name).bytes[call] = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      }
    }
    if (block >= 0) {
      for (String name : order) {
        series(series, name).nanos[block] = Sample.median(series(samples, name).nanos);
        series(series, name).bytes[block] = Sample.median(series(samples, name).bytes);
      }
    }
  }

  private static Calls open(LocalDynamoDb engine, Kind kind, String table) {
    kind.createTable(engine.client(), table, false);
    return Calls.begin(kind.open(engine.client(), table, Source.fresh()));
  }

  private static Series series(Map<String, Series> all, String name) {
    Series series = all.get(name);
    if (series == null) {
      throw new IllegalStateException("Nothing was measured of " + name);
    }
    return series;
  }

  private static double[] ratios(double[] values, double[] floor) {
    double[] ratios = new double[values.length];
    Arrays.setAll(ratios, i -> values[i] / floor[i]);
    return ratios;
  }
}
