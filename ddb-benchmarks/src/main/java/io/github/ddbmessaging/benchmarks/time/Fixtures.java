package io.github.ddbmessaging.benchmarks.time;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.benchmarks.report.Numbers;
import io.github.ddbmessaging.benchmarks.report.Table;
import io.github.ddbmessaging.benchmarks.time.FixtureProbe.Fixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How fast the test fixture is, each time in a fresh JVM. */
public final class Fixtures {
  private static final int MINUTES = 2;
  private static final List<String> NAMES =
      List.of("first start, with a table", "next engine, with a table", "next table", "one put");

  private Fixtures() {}

  /**
   * Measures.
   *
   * @param runs how many JVMs for each fixture
   * @return a Markdown table
   */
  public static String table(int runs) {
    Map<Fixture, List<double[]>> results = new LinkedHashMap<>();
    for (int run = 0; run < runs; run++) {
      for (Fixture fixture : Fixture.values()) {
        results.computeIfAbsent(fixture, f -> new ArrayList<>()).add(probe(fixture));
      }
    }
    List<String> head = new ArrayList<>(List.of("ms"));
    results.keySet().forEach(fixture -> head.add(fixture.label()));
    results.keySet().stream().skip(1).forEach(fixture -> head.add("ratio, " + fixture.label()));
    Table table = new Table(head);
    for (int i = 0; i < NAMES.size(); i++) {
      int column = i;
      List<Double> millis =
          results.values().stream()
              .map(runsOf -> runsOf.stream().mapToDouble(times -> times[column]).toArray())
              .map(times -> Sample.median(times) / 1_000)
              .toList();
      List<String> row = new ArrayList<>(List.of(NAMES.get(i)));
      millis.forEach(time -> row.add(Numbers.of(time)));
      millis.stream().skip(1).forEach(time -> row.add(Numbers.ratio(time / millis.get(0))));
      table.row(row);
    }
    return table.markdown();
  }

  /**
   * Probes a fixture in a JVM of its own.
   *
   * @param fixture which one
   * @return times in microseconds, in the order of the rows
   */
  static double[] probe(Fixture fixture) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            FixtureProbe.class.getName(),
            fixture.name());
    try {
      Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException("The JVM that probes " + fixture + " failed");
      }
      List<String> lines = output.lines().toList();
      String[] times = lines.get(lines.size() - 1).split(" ", -1);
      double[] micros = new double[NAMES.size()];
      for (int i = 0; i < micros.length; i++) {
        micros[i] = Double.parseDouble(times[i]);
      }
      return micros;
    } catch (IOException e) {
      throw new UncheckedIOException("Can't start a JVM for " + fixture, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + fixture + " was probed", e);
    }
  }
}
