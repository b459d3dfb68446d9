package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import io.github.ddbmessaging.internal.run.Step.Outcome;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

class StepTest {
  private static final Duration DELAY = Duration.ofMillis(7);
  private static final Request<GetItemResponse> REQUEST =
      Request.getItem(GetItemRequest.builder().tableName("t").build());

  /** A step, and what its requests are responded to with. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Case<T>(String name, Step<T> step, Object... responses) {
    <U> U run(Function<Step<T>, Step<U>> change) {
      return new Script(responses).run(change.apply(step));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Each kind of step, with the value 1. */
  static List<Case<Integer>> steps() {
    return List.of(
        new Case<>("done", new Step.Done<>(1)),
        new Case<>("call", Step.of(REQUEST).map(response -> 1), NOTHING),
        new Case<>("pause", pause(() -> new Step.Done<>(1))),
        new Case<>("in line", inLine(() -> new Step.Done<>(1))),
        new Case<>("all", Step.all(Map.of("a", () -> new Step.Done<>("b"))).map(Map::size)));
  }

  @Test
  void of_whenItSucceeds_returnsTheResponse() {
    assertThat(new Script(NOTHING).run(Step.of(REQUEST))).isEqualTo(NOTHING);
  }

  @Test
  void of_whenItFails_failsNamingTheRequest() {
    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> new Script(denied()).run(Step.of(REQUEST)))
        .withMessageStartingWith("GetItem on table t failed: ")
        .returns(false, DynamoDbFailureException::mayHaveTakenEffect);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void then_whateverTheStep_continuesWithItsValue(Case<Integer> one) {
    Integer two = one.run(step -> step.then(value -> new Step.Done<>(value + 1)));

    assertThat(two).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void map_whateverTheStep_changesItsValue(Case<Integer> one) {
    String text = one.run(step -> step.map(value -> "the " + value));

    assertThat(text).isEqualTo("the 1");
  }

  @Test
  void map_whenItThrows_failsTheOperation() {
    InvalidInputException unusable = new InvalidInputException("unusable");
    Step<Object> step =
        Step.of(REQUEST)
            .map(
                response -> {
                  throw unusable;
                });

    assertThat(catchRuntimeException(() -> new Script(NOTHING).run(step))).isSameAs(unusable);
  }

  @Test
  void then_whenAFailureIsRecoveredFrom_continuesAfterThat() {
    Step<String> recovering =
        new Step.Call<>(
            REQUEST,
            false,
            response -> new Step.Done<>("response"),
            failure -> new Step.Done<>("mended"));

    Step<String> both = recovering.then(value -> new Step.Done<>(value + "!"));

    assertThat(new Script(error("Any", 400)).run(both)).isEqualTo("mended!");
  }

  @Test
  void then_whenBehindAPause_keepsTheDelay() {
    Script script = new Script();

    script.run(pause(() -> new Step.Done<>(1)).map(one -> 2));

    assertThat(script.pauses()).containsExactly(DELAY);
  }

  @Test
  void all_whenPartsEnd_findsEachOutcomeByItsKeyInTheOrderOfTheParts() {
    InvalidInputException failure = new InvalidInputException("no good");
    Map<String, Supplier<Step<Integer>>> parts = new LinkedHashMap<>();
    parts.put("z", () -> new Step.Done<>(1));
    parts.put(
        "a",
        () -> {
          throw failure;
        });
    parts.put("m", () -> pause(() -> new Step.Done<>(3)));

    Map<String, Outcome<Integer>> outcomes = new Script().run(Step.all(parts));

    assertThat(outcomes)
        .containsExactly(
            Map.entry("z", Outcome.of(1)),
            Map.entry("a", Outcome.failed(failure)),
            Map.entry("m", Outcome.of(3)));
  }

  @Test
  void both_whenTheyEnd_combinesWhatTheyReturn() {
    Step<String> both =
        Step.both(
            () -> pause(() -> new Step.Done<>(1)),
            () -> new Step.Done<>("b"),
            (one, other) -> one + other);

    assertThat(new Script().run(both)).isEqualTo("1b");
  }

  @Test
  void both_whenOneFails_fails() {
    InvalidInputException failure = new InvalidInputException("no good");

    for (boolean first : List.of(true, false)) {
      Step<Integer> both =
          Step.both(() -> failing(first, failure), () -> failing(!first, failure), Integer::sum);

      assertThatThrownBy(() -> new Script().run(both)).isSameAs(failure);
    }
  }

  private static Step<Integer> failing(boolean fails, RuntimeException failure) {
    if (fails) {
      throw failure;
    }
    return new Step.Done<>(1);
  }

  @Test
  void all_whenTheGivenMapChanges_hasThePartsThatWereGiven() {
    Map<String, Supplier<Step<Integer>>> parts = new LinkedHashMap<>();
    parts.put("a", () -> new Step.Done<>(1));
    Step<Map<String, Outcome<Integer>>> all = Step.all(parts);

    parts.clear();

    assertThat(new Script().run(all)).containsOnlyKeys("a");
  }

  /** Steps with a request that fails, wherever one can be. */
  static List<Case<?>> failing() {
    Step<GetItemResponse> request = Step.of(REQUEST);
    Step<GetItemResponse> behindFailure =
        new Step.Call<>(REQUEST, false, Step.Done::new, failure -> request);
    Step<GetItemResponse> behindParts = Step.all(Map.of()).then(none -> request);
    return List.of(
        new Case<>("at once", request, denied()),
        new Case<>("behind a request", request.then(response -> request), NOTHING, denied()),
        new Case<>("behind a failure", behindFailure, denied(), denied()),
        new Case<>("behind a pause", pause(() -> request), denied()),
        new Case<>("behind two pauses", pause(() -> pause(() -> request)), denied()),
        new Case<>("in a line", inLine(() -> request), denied()),
        new Case<>(
            "behind a line", inLine(() -> new Step.Done<>(1)).then(one -> request), denied()),
        new Case<>("behind parts", behindParts, denied()));
  }

  /** It did not hold behind pauses before. */
  @ParameterizedTest
  @MethodSource("failing")
  void afterWriteInDoubt_whereverARequestFailsBehindPausesAndPartsToo_saysThatItMayBeApplied(
      Case<?> failing) {
    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> failing.run(Step::afterWriteInDoubt))
        .returns(true, DynamoDbFailureException::mayHaveTakenEffect);
  }

  /** It did not hold in parts before. */
  @Test
  void afterWriteInDoubt_whenARequestOfAPartFails_saysSoInItsOutcome() {
    Map<String, Supplier<Step<GetItemResponse>>> parts = new LinkedHashMap<>();
    parts.put("a", () -> Step.of(REQUEST));
    parts.put("b", () -> pause(() -> Step.of(REQUEST)));

    Map<String, Outcome<GetItemResponse>> outcomes =
        new Script(denied(), denied()).run(Step.all(parts).afterWriteInDoubt());

    assertThat(outcomes.values())
        .extracting(outcome -> (MessagingException) outcome.failure().orElseThrow())
        .allMatch(MessagingException::mayHaveTakenEffect)
        .hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void afterWriteInDoubt_whenNothingFails_returnsTheSame(Case<Integer> one) {
    Integer same = one.run(Step::afterWriteInDoubt);

    assertThat(same).isEqualTo(1);
  }

  @Test
  void afterWriteInDoubt_atAPause_makesAnInterruptionOfItSaySo() {
    Step<Integer> pause = pause(() -> new Step.Done<>(1));

    assertThat((Step.Pause<Integer>) pause.afterWriteInDoubt())
        .returns(true, Step.Pause::inDoubt)
        .returns(DELAY, Step.Pause::delay)
        .extracting(paused -> paused.giveUp().get())
        .matches(MessagingException::mayHaveTakenEffect);
  }

  @Test
  void afterWriteInDoubt_atARequest_makesALackOfTimeBeforeItSaySo() {
    assertThat((Step.Call<?, GetItemResponse>) Step.of(REQUEST).afterWriteInDoubt())
        .matches(Step.Call::inDoubt);
  }

  @Test
  void afterWriteInDoubt_whenRetriesAreExhausted_saysSoInTheMessageToo() {
    Step<Integer> step =
        StepTest.<Integer>pause(
                () -> {
                  throw CallExceptions.exhausted("Reading", 2, denied(), false);
                })
            .afterWriteInDoubt();

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> new Script().run(step))
        .withMessageEndingWith(
            "It may have been done: a send is safe to repeat only with an idempotency key")
        .returns(true, RetriesExhaustedException::mayHaveTakenEffect);
  }

  @Test
  void afterWriteInDoubt_whenAnExpectedRefusalIsThrown_staysThat() {
    InvalidInputException refusal = new InvalidInputException("no good");
    Step<GetItemResponse> step =
        Step.of(REQUEST)
            .<GetItemResponse>then(
                response -> {
                  throw refusal;
                })
            .afterWriteInDoubt();

    assertThat(catchRuntimeException(() -> new Script(NOTHING).run(step))).isSameAs(refusal);
  }

  private static <T> Step<T> pause(Supplier<Step<T>> next) {
    return new Step.Pause<>(DELAY, false, StepTest::noTime, next);
  }

  private static <T> Step<T> inLine(Supplier<Step<T>> operation) {
    return new Step.InLine<T, T>("line", before -> operation.get(), Step.Done::new);
  }

  private static RetriesExhaustedException noTime() {
    return CallExceptions.exhausted("Reading", 1, denied(), false);
  }

  private static RuntimeException denied() {
    return error("AccessDeniedException", 400);
  }
}
