package io.github.ddbmessaging.campaign;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How often what happened, so that one sees what a campaign has reached. */
final class Counts {
  private final Map<String, Long> counts = new TreeMap<>();

  private final @Nullable Consumer<String> trace;

  Counts() {
    this(null);
  }

  /** Traces what happens as it happens, too. */
  Counts(@Nullable Consumer<String> trace) {
    this.trace = trace;
  }

  void trace(Supplier<String> line) {
    if (trace != null) {
      trace.accept(line.get());
    }
  }

  void add(String what) {
    add(what, 1);
  }

  void add(String what, long times) {
    counts.merge(what, times, Long::sum);
  }

  @Override
  public String toString() {
    return counts.entrySet().stream()
        .map(entry -> "  %,12d  %s".formatted(entry.getValue(), entry.getKey()))
        .collect(Collectors.joining("\n"));
  }
}
