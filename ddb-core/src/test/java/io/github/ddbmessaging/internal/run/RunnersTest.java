package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import io.github.ddbmessaging.internal.run.Step.Outcome;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** What both runners do alike. */
class RunnersTest {
  private static final Request<GetItemResponse> ONE = getItem("one");
  private static final Request<GetItemResponse> OTHER = getItem("other");

  @SuppressWarnings("StaticAssignmentOfThrowable") // Compared by identity.
  private static final InvalidInputException INVALID = new InvalidInputException("no good");

  @SuppressWarnings("StaticAssignmentOfThrowable") // Compared by identity.
  private static final RetriesExhaustedException NO_TIME =
      new RetriesExhaustedException("no time", new IllegalStateException(), true);

  private static final Duration TIME = Duration.ofSeconds(10);

  private static final Step<String> PAUSE =
      new Step.Pause<>(Duration.ZERO, false, RunnersTest::noTime, () -> new Step.Done<>("on"));

  /** The ways to run an operation. */
  enum Shell {
    SYNC {
      @Override
      <T> T run(
          StubClient client,
          LongSupplier nanoTime,
          Operation<T> operation,
          @Nullable CallListener listener) {
        return client.syncRunner(nanoTime).run(operation, settings(listener));
      }
    },
    ASYNC {
      @Override
      <T> T run(
          StubClient client,
          LongSupplier nanoTime,
          Operation<T> operation,
          @Nullable CallListener listener) {
        try {
          return client.asyncRunner(nanoTime).run(operation, settings(listener)).join();
        } catch (CompletionException e) {
          throw (RuntimeException) e.getCause();
        }
      }
    };

    abstract <T> T run(
        StubClient client,
        LongSupplier nanoTime,
        Operation<T> operation,
        @Nullable CallListener listener);

    <T> T run(StubClient client, Supplier<Step<T>> first) {
      return run(client, System::nanoTime, new Operation<>("operation", first), null);
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_whenOperationHasSeveralRequests_makesThemInOrder(Shell shell) {
    StubClient client = new StubClient(NOTHING, NOTHING);

    shell.run(client, () -> Step.of(ONE).then(response -> Step.of(OTHER)));

    assertThat(client.requests()).containsExactly(ONE.body(), OTHER.body());
  }

  @ParameterizedTest
  @EnumSource
  void run_whenOperationContinuesAfterAFailure_continues(Shell shell) {
    StubClient client = new StubClient(error("ThrottlingException", 400), NOTHING);
    Step<GetItemResponse> recovering =
        new Step.Call<>(ONE, false, Step.Done::new, failure -> Step.of(OTHER));

    assertThat(shell.<GetItemResponse>run(client, () -> recovering)).isEqualTo(NOTHING);
  }

  @ParameterizedTest
  @EnumSource
  void run_whenTheFirstStepCannotBeMade_failsWithoutARequest(Shell shell) {
    StubClient client = new StubClient();

    assertThat(catchRuntimeException(() -> shell.run(client, RunnersTest::invalid)))
        .isSameAs(INVALID);
    assertThat(client.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void run_whenResponseCannotBeUsed_failsAsTheOperationSays(Shell shell) {
    StubClient client = new StubClient(NOTHING);

    assertThat(
            catchRuntimeException(
                () -> shell.run(client, () -> Step.of(ONE).then(response -> invalid()))))
        .isSameAs(INVALID);
  }

  @ParameterizedTest
  @EnumSource
  void run_whenThereIsAPause_continuesAfterIt(Shell shell) {
    assertThat(shell.<String>run(new StubClient(), () -> PAUSE)).isEqualTo("on");
  }

  @ParameterizedTest
  @EnumSource
  void run_whenThereAreParts_returnsTheirOutcomesByKeyInOrder(Shell shell) {
    Map<String, Supplier<Step<String>>> parts = new LinkedHashMap<>();
    parts.put("z", () -> new Step.Done<>("a"));
    parts.put("y", RunnersTest::invalid);
    parts.put("x", () -> PAUSE);

    assertThat(shell.run(new StubClient(), () -> Step.all(parts)))
        .containsExactly(
            Map.entry("z", new Outcome<>(Optional.of("a"), Optional.empty())),
            Map.entry("y", new Outcome<>(Optional.empty(), Optional.of(INVALID))),
            Map.entry("x", new Outcome<>(Optional.of("on"), Optional.empty())));
  }

  @ParameterizedTest
  @EnumSource
  void run_whenThereAreNoParts_continues(Shell shell) {
    assertThat(shell.run(new StubClient(), () -> Step.all(Map.of()))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void run_whenThereAreVeryManyParts_endsWithAll(Shell shell) {
    Map<Integer, Supplier<Step<Integer>>> parts = new LinkedHashMap<>();
    for (int i = 0; i < 10_000; i++) {
      int value = i;
      parts.put(i, () -> new Step.Done<>(value));
    }

    assertThat(shell.run(new StubClient(), () -> Step.all(parts)))
        .hasSize(10_000)
        .allSatisfy((key, outcome) -> assertThat(outcome.value()).contains(key));
  }

  @ParameterizedTest
  @EnumSource
  void run_whenTimePasses_givesEachRequestWhatIsLeftOfTheCalls(Shell shell) {
    StubClient client = new StubClient(NOTHING, NOTHING);

    shell.run(client, secondsApart(), twoRequests(false), null);

    assertThat(client.timeouts()).containsExactly(TIME.minusSeconds(1), TIME.minusSeconds(2));
  }

  @ParameterizedTest
  @EnumSource
  void run_whenAnOperationIsInParts_givesEachRequestTheWholeTime(Shell shell) {
    StubClient client = new StubClient(NOTHING, NOTHING);

    shell.run(
        client, secondsApart(), Operation.inParts("rebuild", twoRequests(false).first()), null);

    assertThat(client.timeouts()).containsExactly(TIME, TIME);
  }

  @ParameterizedTest
  @EnumSource
  void run_whenAnOperationIsInParts_limitsEachPart(Shell shell) {
    StubClient client = new StubClient(NOTHING, NOTHING);
    Map<String, Supplier<Step<GetItemResponse>>> parts = Map.of("a", twoRequests(false).first());

    shell.run(client, secondsApart(), Operation.inParts("rebuild", () -> Step.all(parts)), null);

    assertThat(client.timeouts()).containsExactly(TIME.minusSeconds(1), TIME.minusSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({
    "SYNC, false, Nothing was written",
    "SYNC, true, It may have been done",
    "ASYNC, false, Nothing was written",
    "ASYNC, true, It may have been done"
  })
  void run_whenTheTimeIsOverBeforeARequest_makesNoneAndSaysWhetherItMayBeApplied(
      Shell shell, boolean inDoubt, String message) {
    StubClient client = new StubClient(NOTHING);
    Iterator<Duration> times = List.of(Duration.ZERO, Duration.ZERO, TIME).iterator();

    assertThat(
            catchRuntimeException(
                () -> shell.run(client, () -> times.next().toNanos(), twoRequests(inDoubt), null)))
        .isInstanceOfSatisfying(
            RetriesExhaustedException.class,
            e -> assertThat(e.mayHaveTakenEffect()).isEqualTo(inDoubt))
        .hasMessageContainingAll("createMessage", "RetrySettings.callTimeout", message);
  }

  @ParameterizedTest
  @EnumSource
  void run_whenThereIsNoTimeForAPause_givesUpAtOnce(Shell shell) {
    Step<String> tooLong =
        new Step.Pause<>(TIME, true, RunnersTest::noTime, () -> new Step.Done<>("never"));

    assertThat(catchRuntimeException(() -> shell.run(new StubClient(), () -> tooLong)))
        .isSameAs(NO_TIME);
  }

  /** A thousand pages that were there at once overflowed a stack of 512 KB. */
  @ParameterizedTest
  @EnumSource
  void run_whenManyResponsesAreThereAtOnce_needsNoDeepStack(Shell shell) {
    StubClient client = new StubClient(Collections.nCopies(20_000, NOTHING).toArray());

    assertThat(shell.<Integer>run(client, () -> count(20_000))).isZero();
  }

  private static Step<Integer> count(int left) {
    return left == 0
        ? new Step.Done<>(0)
        : new Step.Call<>(
            ONE, false, response -> count(left - 1), failure -> new Step.Done<>(left));
  }

  @ParameterizedTest
  @EnumSource
  void run_whenAnOperationInALineFails_failsAndLetsTheNextGo(Shell shell) {
    StubClient client = new StubClient();
    Step<String> fails =
        new Step.InLine<String, String>("line", before -> invalid(), Step.Done::new);
    Step<String> next =
        new Step.InLine<String, String>(
            "line", before -> new Step.Done<>("after " + before), Step.Done::new);
    Map<String, Supplier<Step<String>>> both = new LinkedHashMap<>();
    both.put("a", () -> fails);
    both.put("b", () -> next);

    assertThat(shell.run(client, () -> Step.all(both)).values())
        .containsExactly(Outcome.failed(INVALID), Outcome.of("after Optional.empty"));
  }

  private static Operation<GetItemResponse> twoRequests(boolean inDoubt) {
    Step<GetItemResponse> second = inDoubt ? Step.of(OTHER).afterWriteInDoubt() : Step.of(OTHER);
    return new Operation<>("createMessage", () -> Step.of(ONE).then(response -> second));
  }

  /** A clock that tells a second more each time. */
  private static LongSupplier secondsApart() {
    AtomicInteger seconds = new AtomicInteger();
    return () -> Duration.ofSeconds(seconds.getAndIncrement()).toNanos();
  }

  private static CallSettings settings(@Nullable CallListener listener) {
    return new CallSettings(listener, "t", TIME);
  }

  private static RetriesExhaustedException noTime() {
    return NO_TIME;
  }

  private static <T> Step<T> invalid() {
    throw INVALID;
  }

  private static Request<GetItemResponse> getItem(String tableName) {
    return Request.getItem(GetItemRequest.builder().tableName(tableName).build());
  }
}
