package io.github.ddbmessaging.benchmarks.time;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.benchmarks.contender.Kind;
import io.github.ddbmessaging.benchmarks.cost.Pattern;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A call over a client that answers at once: what is left is the contender's own work. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StubbedCall {
  /** Which pattern. */
  @Param({"A", "B", "C", "D"})
  public Pattern pattern = Pattern.A;

  /** Which contender. */
  @Param({"FLOOR", "LIBRARY", "ENHANCED", "TEMPEST"})
  public Kind kind = Kind.FLOOR;

  private @Nullable Calls calls;

  /** Reads a page for the client to answer with. */
  @Setup
  public void readAPage() {
    calls = Canned.open(kind, pattern);
  }

  /**
   * Makes one call.
   *
   * @return what came of it
   */
  @Benchmark
  public Object call() {
    return requireNonNull(calls).call(pattern);
  }
}
