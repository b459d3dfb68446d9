package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import io.github.ddbmessaging.internal.run.Step.Outcome;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.CallReport;
import io.github.ddbmessaging.model.InvalidInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** What both runners do alike. */
class RunnersTest {
  private static final Request<GetItemResponse> ONE = getItem("one");
  private static final Request<GetItemResponse> OTHER = getItem("other");

  @SuppressWarnings("StaticAssignmentOfThrowable") // Compared by identity.
  private static final InvalidInputException INVALID = new InvalidInputException("no good");

  private static final Step<String> PAUSE =
      new Step.Pause<>(Duration.ZERO, false, () -> new Step.Done<>("on"));

  /** The ways to run an operation. */
  enum Shell {
    SYNC {
      @Override
      <T> T run(StubClient client, Operation<T> operation, @Nullable CallListener listener) {
        return new SyncRunner(client.sync()).run(operation, listener);
      }
    },
    ASYNC {
      @Override
      <T> T run(StubClient client, Operation<T> operation, @Nullable CallListener listener) {
        try {
          return new AsyncRunner(client.async()).run(operation, listener).join();
        } catch (CompletionException e) {
          throw (RuntimeException) e.getCause();
        }
      }
    };

    abstract <T> T run(StubClient client, Operation<T> operation, @Nullable CallListener listener);

    <T> T run(StubClient client, Supplier<Step<T>> first) {
      return run(client, new Operation<>("operation", first), null);
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
        new Step.Call<>(ONE, Step.Done::new, failure -> Step.of(OTHER));

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
  void run_whenItEnds_tellsTheListenerOnceByTheNameOfTheOperation(Shell shell) {
    List<CallReport> reports = new ArrayList<>();
    GetItemResponse response =
        GetItemResponse.builder().consumedCapacity(used -> used.capacityUnits(0.5)).build();
    Operation<String> find = new Operation<>("findGroup", () -> Step.of(ONE).then(found -> PAUSE));

    shell.run(new StubClient(response), find, reports::add);

    assertThat(reports)
        .containsExactly(new CallReport("findGroup", 1, 1, 0.5, 0, Map.of(), Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource
  void run_whenItFails_tellsTheListenerWhatIsThrown(Shell shell) {
    List<CallReport> reports = new ArrayList<>();
    StubClient client = new StubClient(error("AccessDeniedException", 400));
    Operation<GetItemResponse> get = new Operation<>("get", () -> Step.of(ONE));

    RuntimeException thrown = catchRuntimeException(() -> shell.run(client, get, reports::add));

    assertThat(reports)
        .containsExactly(new CallReport("get", 1, 0, 0, 0, Map.of(), Optional.of(thrown)));
  }

  @ParameterizedTest
  @EnumSource
  void run_whenTheFirstStepCannotBeMade_tellsTheListener(Shell shell) {
    List<CallReport> reports = new ArrayList<>();
    Operation<String> invalid = new Operation<>("get", RunnersTest::invalid);

    RuntimeException unused =
        catchRuntimeException(() -> shell.run(new StubClient(), invalid, reports::add));

    assertThat(reports)
        .containsExactly(new CallReport("get", 0, 0, 0, 0, Map.of(), Optional.of(INVALID)));
  }

  private static <T> Step<T> invalid() {
    throw INVALID;
  }

  private static Request<GetItemResponse> getItem(String tableName) {
    return Request.getItem(GetItemRequest.builder().tableName(tableName).build());
  }
}
