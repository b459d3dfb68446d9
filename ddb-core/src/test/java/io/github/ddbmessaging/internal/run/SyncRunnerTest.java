package io.github.ddbmessaging.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import io.github.ddbmessaging.internal.run.Step.Outcome;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncRunnerTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration LONGER = Duration.ofDays(1);

  private final SyncRunner runner = new StubClient().syncRunner(System::nanoTime);

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void run_whenInterruptedInAPause_failsSayingWhetherItMayBeApplied(boolean inDoubt) {
    Step<String> paused =
        new Step.Pause<>(
            LONG,
            inDoubt,
            () -> new RetriesExhaustedException("no time", new IllegalStateException(), inDoubt),
            () -> new Step.Done<>("never"));
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> run(runner, () -> paused))
        .withMessageContaining("interrupted")
        .returns(inDoubt, RetriesExhaustedException::mayHaveTakenEffect);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void run_whenGivenAnExecutor_runsPartsAtOnce() {
    CyclicBarrier both = new CyclicBarrier(2);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      assertThat(runTwo(runner.with(executor, 2), () -> new Step.Done<>(meet(both))))
          .containsEntry("one", Outcome.of("met"))
          .containsEntry("other", Outcome.of("met"));
    } finally {
      executor.shutdownNow();
    }
  }

  /** Executors that are of no help. */
  static List<Executor> executorsThatRunNothing() {
    return List.of(
        task -> {},
        task -> {
          throw new RejectedExecutionException("full");
        });
  }

  @ParameterizedTest
  @MethodSource("executorsThatRunNothing")
  void run_whenTheExecutorRunsNothing_doesAllOnTheCallingThread(Executor executor) {
    assertThat(runTwo(runner.with(executor, 2), () -> new Step.Done<>("done")))
        .containsEntry("one", Outcome.of("done"))
        .containsEntry("other", Outcome.of("done"));
  }

  @Test
  void run_whenInterruptedInALine_failsWithNothingWrittenAndLetsTheNextGo() {
    List<Object> ends = new ArrayList<>();
    Step<String> interrupted =
        inLine(
            before -> {
              Thread.currentThread().interrupt();
              ends.add(catchRuntimeException(() -> run(runner, () -> inLine(SyncRunnerTest::end))));
              Thread.interrupted();
              return new Step.Done<>("first");
            });

    assertThat(run(runner, () -> interrupted)).isEqualTo("first");

    assertThat(ends)
        .first()
        .isInstanceOfSatisfying(
            RetriesExhaustedException.class, e -> assertThat(e.mayHaveTakenEffect()).isFalse());
    assertThat(run(runner, () -> inLine(SyncRunnerTest::end))).isEqualTo("end");
  }

  @Test
  void run_whenItsTurnDoesNotCome_goesAheadInTime() {
    Step<String> both =
        inLine(
            before ->
                new Step.Done<>(
                    runner.run(
                        new Operation<>("operation", () -> inLine(SyncRunnerTest::end)),
                        new CallSettings(null, "t", Duration.ofMillis(20)))));

    assertThat(run(runner, () -> both)).isEqualTo("end");
  }

  private static Step<String> inLine(Function<Optional<String>, Step<String>> operation) {
    return new Step.InLine<String, String>("line", operation, Step.Done::new);
  }

  private static Step<String> end(Optional<String> before) {
    return new Step.Done<>("end");
  }

  private static Map<String, Outcome<String>> runTwo(
      SyncRunner runner, Supplier<Step<String>> part) {
    return run(runner, () -> Step.all(Map.of("one", part, "other", part)));
  }

  private static <T> T run(SyncRunner runner, Supplier<Step<T>> first) {
    return runner.run(new Operation<>("operation", first), new CallSettings(null, "t", LONGER));
  }

  private static String meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
      return "met";
    } catch (Exception e) {
      throw new IllegalStateException("the other part did not run at the same time", e);
    }
  }
}
