package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.internal.access.SampleSettings;
import io.github.ddbmessaging.internal.run.Step.Outcome;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncRunnerTest {
  private static final Duration VERY_LONG = Duration.ofDays(1);

  private final SyncRunner runner = new SyncRunner(new StubClient().sync());

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void run_whenInterruptedInAPause_failsSayingWhetherItMayBeApplied(boolean inDoubt) {
    Step<String> paused = new Step.Pause<>(VERY_LONG, inDoubt, () -> new Step.Done<>("never"));
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> runner.run("operation", settings(), () -> paused))
        .withMessageContaining("interrupted")
        .returns(inDoubt, RetriesExhaustedException::mayHaveTakenEffect);
  }

  @Test
  void run_whenInterruptedInAPause_leavesTheThreadInterrupted() {
    Step<String> paused = new Step.Pause<>(VERY_LONG, false, () -> new Step.Done<>("never"));
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> runner.run("operation", settings(), () -> paused));

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void run_whenGivenAnExecutor_runsPartsAtOnce() {
    CyclicBarrier both = new CyclicBarrier(2);
    Supplier<Step<String>> part =
        () -> {
          meet(both);
          return new Step.Done<>("met");
        };
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      List<Outcome<String>> outcomes =
          runner
              .with(executor, 2)
              .run(
                  "operation",
                  settings(),
                  () -> new Step.Each<>(List.of(part, part), Step.Done::new));

      assertThat(outcomes).containsExactly(Outcome.of("met"), Outcome.of("met"));
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void run_whenTheExecutorNeverRunsAnything_endsOnTheCallingThread() {
    Supplier<Step<String>> part = () -> new Step.Done<>("done");

    List<Outcome<String>> outcomes =
        runner
            .with(task -> {}, 2)
            .run(
                "operation",
                settings(),
                () -> new Step.Each<>(List.of(part, part), Step.Done::new));

    assertThat(outcomes).containsExactly(Outcome.of("done"), Outcome.of("done"));
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the other part did not run at the same time", e);
    }
  }

  @Test
  void run_whenTheExecutorTakesNothing_doesAllOnTheCallingThread() {
    Supplier<Step<String>> part = () -> new Step.Done<>("done");
    SyncRunner runner =
        new SyncRunner(new StubClient().sync())
            .with(
                task -> {
                  throw new RejectedExecutionException("full");
                },
                2);

    List<Step.Outcome<String>> outcomes =
        runner.run(
            "operation",
            SampleSettings.settings(),
            () -> new Step.Each<>(List.of(part, part), Step.Done::new));

    assertThat(outcomes)
        .extracting(Step.Outcome::value)
        .containsOnly(Optional.of("done"))
        .hasSize(2);
  }
}
