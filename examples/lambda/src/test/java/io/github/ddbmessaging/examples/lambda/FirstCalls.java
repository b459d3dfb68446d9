package io.github.ddbmessaging.examples.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.examples.lambda.FirstCallProbe.Http;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Measures what a function's first event costs in a fresh JVM, with and without priming, by HTTP
 * client. The variants take turns; medians.
 */
final class FirstCalls {
  private static final Variant REFERENCE = new Variant(Http.APACHE, false);

  private FirstCalls() {}

  record Variant(Http http, boolean primed) {}

  /**
   * How long it took.
   *
   * @param made until there was a handler, in microseconds
   * @param first the first event
   */
  record Times(double made, double first) {}

  /**
   * Prints a Markdown table.
   *
   * @param args how many JVMs for each variant
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Map<Variant, List<Times>> times = new LinkedHashMap<>();
    try (LocalDynamoDb engine = LocalDynamoDb.start()) {
      // The first round compiles the engine's code.
      for (int run = -1; run < Integer.parseInt(args[0]); run++) {
        for (Http http : Http.values()) {
          for (boolean primed : new boolean[] {false, true}) {
            Variant variant = new Variant(http, primed);
            Times measured = probe(engine, variant);
            if (run >= 0) {
              times.computeIfAbsent(variant, v -> new ArrayList<>()).add(measured);
            }
          }
        }
      }
    }
    System.out.print(table(times));
  }

  /** Ratios to the SDK's default client without priming. */
  static String table(Map<Variant, List<Times>> times) {
    double init = median(times.get(REFERENCE), Times::made);
    double first = median(times.get(REFERENCE), Times::first);
    StringBuilder text =
        new StringBuilder(
            """
            | HTTP client | primed | initialization | first event | both |
            | --- | --- | ---: | ---: | ---: |
            """);
    times.forEach(
        (variant, runs) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %s | %.2f | %.2f | %.2f |%n",
                    variant.http().label(),
                    variant.primed() ? "yes" : "no",
                    median(runs, Times::made) / init,
                    median(runs, Times::first) / first,
                    median(runs, run -> run.made() + run.first()) / (init + first))));
    return text.toString();
  }

  /** Starts a JVM as Lambda does: one compiler, and about one core. */
  static Times probe(LocalDynamoDb engine, Variant variant)
      throws IOException, InterruptedException {
    String table = "first-" + System.nanoTime();
    MessagingTable.of(engine.client(), table)
        .create(TableSettings.onDemand().withStream(false).withTimeToLive(false));
    SampleTable.filled(engine.client(), table)
        .putMessagesOf(LambdaJson.event("messages-of-two-groups"));
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:ActiveProcessorCount=1",
                "-cp",
                System.getProperty("java.class.path"),
                FirstCallProbe.class.getName(),
                variant.http().name(),
                String.valueOf(variant.primed()),
                engine.endpoint().toString(),
                table)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(jvm.getInputStream().readAllBytes(), UTF_8);
    if (!jvm.waitFor(1, TimeUnit.MINUTES) || jvm.exitValue() != 0) {
      jvm.destroyForcibly();
      throw new IllegalStateException("The JVM of " + variant + " failed");
    }
    engine.client().deleteTable(delete -> delete.tableName(table));
    String[] micros = output.strip().split(" ", -1);
    return new Times(Double.parseDouble(micros[0]), Double.parseDouble(micros[1]));
  }

  private static double median(List<Times> runs, ToDoubleFunction<Times> part) {
    double[] sorted = runs.stream().mapToDouble(part).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
