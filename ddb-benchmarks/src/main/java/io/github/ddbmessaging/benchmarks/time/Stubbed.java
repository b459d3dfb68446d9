package io.github.ddbmessaging.benchmarks.time;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.benchmarks.contender.Kind;
import io.github.ddbmessaging.benchmarks.cost.Pattern;
import io.github.ddbmessaging.benchmarks.report.Numbers;
import io.github.ddbmessaging.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link StubbedCall} with JMH, several times over, so that contenders take turns. Medians of
 * single calls are taken, which others on the machine hardly move.
 */
public final class Stubbed {
  private static final String BYTES = "gc.alloc.rate.norm";
  private static final double MEDIAN = 50;
  private static final TimeValue ITERATION = TimeValue.milliseconds(400);
  private static final int ITERATIONS = 4;

  private final Map<Pattern, Map<Kind, List<Point>>> points = new EnumMap<>(Pattern.class);

  /**
   * One result of JMH.
   *
   * @param nanos median time of a call
   * @param bytes allocated by a call
   */
  record Point(double nanos, double bytes) {}

  private Stubbed() {}

  /**
   * Measures.
   *
   * @param rounds how often each
   * @return a Markdown table
   */
  public static String table(int rounds) {
    Stubbed stubbed = new Stubbed();
    for (int round = 0; round < rounds; round++) {
      stubbed.run();
    }
    return stubbed.markdown();
  }

  private void run() {
    Options options =
        new OptionsBuilder()
            .include(StubbedCall.class.getName())
            .forks(1)
            .warmupIterations(ITERATIONS)
            .warmupTime(ITERATION)
            .measurementIterations(ITERATIONS)
            .measurementTime(ITERATION)
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend("-Xmx1g", "-Djmh.ignoreLock=true")
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results;
    try {
      results = new Runner(options).run();
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH failed; is another run of it under way?", e);
    }
    for (RunResult result : results) {
      Pattern pattern = Pattern.valueOf(result.getParams().getParam("pattern"));
      Kind kind = Kind.valueOf(result.getParams().getParam("kind"));
      points
          .computeIfAbsent(pattern, p -> new EnumMap<>(Kind.class))
          .computeIfAbsent(kind, k -> new ArrayList<>())
          .add(
              new Point(
                  result.getPrimaryResult().getStatistics().getPercentile(MEDIAN),
                  requireNonNull(result.getSecondaryResults().get(BYTES)).getScore()));
    }
  }

  private String markdown() {
    Table table =
        new Table(List.of("stubbed", "contender", "ns a call", "ratio", "bytes a call", "ratio"));
    points.forEach(
        (pattern, kinds) -> {
          Point floor = median(kinds.getOrDefault(Kind.FLOOR, List.of()));
          kinds.forEach(
              (kind, ofKind) -> {
                Point point = median(ofKind);
                table.row(
                    pattern.name(),
                    kind.label(),
                    Numbers.of(Math.rint(point.nanos())),
                    Numbers.ratio(point.nanos() / floor.nanos()),
                    Numbers.of(Math.rint(point.bytes())),
                    Numbers.ratio(point.bytes() / floor.bytes()));
              });
        });
    return table.markdown();
  }

  private static Point median(List<Point> points) {
    return new Point(
        Sample.median(points.stream().mapToDouble(Point::nanos).toArray()),
        Sample.median(points.stream().mapToDouble(Point::bytes).toArray()));
  }
}
