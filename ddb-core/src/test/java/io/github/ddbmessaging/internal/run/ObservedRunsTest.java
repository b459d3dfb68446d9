package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddbmessaging.WatchedCalls;
import io.github.ddbmessaging.internal.run.RunnersTest.Shell;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.CallReport;
import io.github.ddbmessaging.model.CallReport.Outcome;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** What a listener sees of the runs of both runners. */
class ObservedRunsTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration TIME = Duration.ofSeconds(30);

  private final WatchedCalls calls = new WatchedCalls();

  /** Where a listener can fail. */
  private enum Place {
    BEGIN,
    MAKE_CURRENT,
    CLOSE,
    END
  }

  @ParameterizedTest
  @EnumSource
  void run_always_tellsOfTheBeginningBeforeTheFirstStepAndOfTheEndOnce(Shell shell) {
    Operation<String> find =
        new Operation<>(
            "findGroup",
            () -> {
              calls.note("arguments");
              return new Step.Done<>("found");
            });

    run(shell, new StubClient(), find);

    assertThat(calls.events())
        .containsExactly("begin findGroup on t", "arguments in nothing", "end findGroup");
    assertThat(calls.beginners()).containsExactly(Thread.currentThread());
  }

  @ParameterizedTest
  @EnumSource
  void run_whenTheArgumentsAreBad_tellsOfBeginningAndEnd(Shell shell) {
    InvalidInputException bad = new InvalidInputException("bad");
    Operation<String> find =
        new Operation<>(
            "findGroup",
            () -> {
              throw bad;
            });

    RuntimeException thrown = catchRuntimeException(() -> run(shell, new StubClient(), find));

    assertThat(thrown).isSameAs(bad);
    assertThat(calls.events()).containsExactly("begin findGroup on t", "end findGroup");
    assertThat(calls.reports())
        .singleElement()
        .returns(0, CallReport::requests)
        .returns(Outcome.REFUSED, CallReport::outcome)
        .returns(Optional.of(bad), CallReport::failure);
  }

  @ParameterizedTest
  @EnumSource
  void run_whenItMakesRequestsAndPauses_reportsThemAndTheUnits(Shell shell) {
    GetItemResponse response =
        GetItemResponse.builder().consumedCapacity(used -> used.capacityUnits(0.5)).build();
    StubClient client = new StubClient(response, error("ThrottlingException", 400), response);
    Operation<String> find =
        new Operation<>(
            "find",
            () ->
                Step.of(request())
                    .then(
                        first ->
                            new Step.Call<>(
                                request(),
                                false,
                                second -> new Step.Done<>("never"),
                                failure -> pause(Step.of(request()).map(third -> "found")))));

    run(shell, client, find);

    assertThat(calls.reports())
        .singleElement()
        .returns("find", CallReport::operation)
        .returns("t", CallReport::tableName)
        .returns(Outcome.SUCCESS, CallReport::outcome)
        .returns(3, CallReport::requests)
        .returns(1, CallReport::retries)
        .returns(0, CallReport::conflicts)
        .returns(1.0, CallReport::readUnits)
        .returns(
            Set.of(new CallReport.Throttling("ThrottlingException", "unknown")),
            CallReport::throttling);
  }

  @ParameterizedTest
  @EnumSource
  void run_whenItFails_reportsWhatIsThrown(Shell shell) {
    StubClient client = new StubClient(error("AccessDeniedException", 400));

    RuntimeException thrown =
        catchRuntimeException(
            () -> run(shell, client, new Operation<>("find", () -> Step.of(request()))));

    assertThat(calls.reports())
        .singleElement()
        .returns(Outcome.FAILED, CallReport::outcome)
        .returns(Optional.of(thrown), CallReport::failure);
  }

  @ParameterizedTest
  @EnumSource
  void run_whenItRequestsAgainAfterAPause_hasTheCallCurrentAtEachRequestAndNotInBetween(
      Shell shell) {
    Operation<String> find =
        new Operation<>(
            "find",
            () ->
                Step.of(request())
                    .then(
                        response -> {
                          calls.note("between");
                          return pause(Step.of(request()).map(again -> "found"));
                        }));

    run(shell, new StubClient(NOTHING, NOTHING), find);
    calls.note("after");

    assertThat(calls.events())
        .containsExactly(
            "begin find on t",
            "request in find",
            "between in nothing",
            "request in find",
            "end find",
            "after in nothing");
  }

  @ParameterizedTest
  @EnumSource
  void run_whenARequestFails_isNotCurrentAfterwards(Shell shell) {
    Operation<String> find =
        new Operation<>(
            "find",
            () ->
                new Step.Call<>(
                    request(),
                    false,
                    response -> new Step.Done<>("never"),
                    failure -> {
                      calls.note("failed");
                      return new Step.Done<>("found");
                    }));

    run(shell, new StubClient(error("AccessDeniedException", 400)), find);

    assertThat(calls.events())
        .containsExactly("begin find on t", "request in find", "failed in nothing", "end find");
  }

  @ParameterizedTest
  @EnumSource
  void run_whenItHasParts_hasTheCallCurrentAtTheRequestsOfEach(Shell shell) {
    Map<String, Supplier<Step<GetItemResponse>>> parts = new LinkedHashMap<>();
    for (String part : List.of("a", "b", "c")) {
      parts.put(part, () -> pause(Step.of(request())));
    }

    run(
        shell,
        new StubClient(NOTHING, NOTHING, NOTHING),
        new Operation<>("project", () -> Step.all(parts)));

    assertThat(calls.events())
        .containsExactly(
            "begin project on t",
            "request in project",
            "request in project",
            "request in project",
            "end project");
  }

  @ParameterizedTest
  @EnumSource
  void run_whenACallIsMadeInsideOfAnothers_hasTheInnerOneCurrentAndThenTheOuter(Shell shell) {
    Request<GetItemResponse> outer =
        asking(
            () -> {
              run(shell, new StubClient(NOTHING), new Operation<>("in", () -> Step.of(request())));
              calls.note("request");
            });

    run(shell, new StubClient(NOTHING), new Operation<>("out", () -> Step.of(outer)));

    assertThat(calls.events())
        .containsExactly(
            "begin out on t",
            "begin in on t",
            "request in in",
            "end in",
            "request in out",
            "end out");
  }

  @Test
  void run_whenPartsRunOnAnExecutor_hasTheCallCurrentOnEachThread() {
    Phaser both = new Phaser(2);
    Request<GetItemResponse> together =
        asking(
            () -> {
              both.arriveAndAwaitAdvance();
              calls.note("request on " + Thread.currentThread().getName().equals("of-executor"));
            });
    ExecutorService executor =
        Executors.newSingleThreadExecutor(task -> new Thread(task, "of-executor"));
    Map<String, Supplier<Step<GetItemResponse>>> parts =
        Map.of("a", () -> Step.of(together), "b", () -> Step.of(together));
    try {
      new StubClient(NOTHING, NOTHING)
          .syncRunner(System::nanoTime)
          .with(executor, 2)
          .run(new Operation<>("project", () -> Step.all(parts)), settings(calls));
    } finally {
      executor.shutdownNow();
    }

    assertThat(calls.events())
        .hasSize(4)
        .contains("request on true in project", "request on false in project");
  }

  @Test
  void run_whenAResponseComesOnAnotherThread_hasTheCallCurrentThere() throws Exception {
    CompletableFuture<GetItemResponse> pending = new CompletableFuture<>();
    Request<GetItemResponse> first =
        new Request<>(
            "GetItem",
            "t",
            GetItemRequest.builder().build(),
            (client, timeout) -> pending.join(),
            (client, timeout) -> pending,
            false,
            response -> List.of());
    Operation<GetItemResponse> twice =
        new Operation<>("find", () -> Step.of(first).then(response -> Step.of(request())));
    CompletableFuture<GetItemResponse> found =
        new StubClient(NOTHING).asyncRunner(System::nanoTime).run(twice, settings(calls));
    Thread other = new Thread(() -> pending.complete(NOTHING));
    other.start();
    other.join();

    assertThat(found).isCompletedWithValue(NOTHING);
    assertThat(calls.events()).containsExactly("begin find on t", "request in find", "end find");
    assertThat(calls.beginners()).containsExactly(Thread.currentThread());
  }

  static Stream<Arguments> failingListeners() {
    return Stream.of(Shell.values())
        .flatMap(
            shell ->
                Stream.of(Place.values())
                    .flatMap(
                        place ->
                            Stream.of(
                                    new IllegalStateException("listener"),
                                    new AssertionError("listener"),
                                    new Exception("of Kotlin"))
                                .map(thrown -> Arguments.of(shell, place, thrown))));
  }

  @ParameterizedTest
  @MethodSource("failingListeners")
  void run_whenTheListenerFails_returnsAllTheSame(Shell shell, Place place, Throwable thrown) {
    String found =
        shell.run(
            new StubClient(NOTHING),
            System::nanoTime,
            new Operation<>("find", () -> Step.of(request()).map(response -> "found")),
            failing(place, thrown));

    assertThat(found).isEqualTo("found");
  }

  @ParameterizedTest
  @MethodSource("failingListeners")
  void run_whenTheListenerFails_failsAllTheSame(Shell shell, Place place, Throwable thrown) {
    InvalidInputException bad = new InvalidInputException("bad");

    assertThat(
            catchRuntimeException(
                () ->
                    shell.run(
                        new StubClient(NOTHING),
                        System::nanoTime,
                        new Operation<>(
                            "find",
                            () ->
                                Step.of(request())
                                    .then(
                                        response -> {
                                          throw bad;
                                        })),
                        failing(place, thrown))))
        .isSameAs(bad);
  }

  @ParameterizedTest
  @EnumSource
  void run_whenTheListenerReturnsNothing_returnsAllTheSame(Shell shell) {
    CallListener ofNull = (operation, tableName) -> null;
    CallListener withoutScope =
        (operation, tableName) ->
            new CallListener.ObservedCall() {
              @Override
              public void onEnd(CallReport report) {}

              @Override
              public CallListener.Scope makeCurrent() {
                return null;
              }
            };

    for (CallListener listener : List.of(ofNull, withoutScope)) {
      GetItemResponse response =
          shell.run(
              new StubClient(NOTHING),
              System::nanoTime,
              new Operation<>("find", () -> Step.of(request())),
              listener);
      assertThat(response).isEqualTo(NOTHING);
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_whenAnErrorIsThrown_tellsOfTheEnd(Shell shell) {
    AssertionError error = new AssertionError("out of memory, say");
    Operation<String> find =
        new Operation<>(
            "find",
            () -> {
              throw error;
            });

    Throwable thrown = catchThrowable(() -> run(shell, new StubClient(), find));

    assertThat(thrown).isNotNull();
    assertThat(calls.events()).containsExactly("begin find on t", "end find");
    assertThat(calls.reports())
        .singleElement()
        .returns(Outcome.FAILED, CallReport::outcome)
        .returns(error, report -> report.failure().orElseThrow().getCause());
  }

  private static CallListener failing(Place failing, Throwable thrown) {
    return (operation, tableName) -> {
      failAt(failing, Place.BEGIN, thrown);
      return new CallListener.ObservedCall() {
        @Override
        public void onEnd(CallReport report) {
          failAt(failing, Place.END, thrown);
        }

        @Override
        public CallListener.Scope makeCurrent() {
          failAt(failing, Place.MAKE_CURRENT, thrown);
          return () -> failAt(failing, Place.CLOSE, thrown);
        }
      };
    };
  }

  private static void failAt(Place failing, Place here, Throwable thrown) {
    if (failing == here) {
      ObservedRunsTest.<RuntimeException>throwUnchecked(thrown);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As Kotlin throws.
  private static <E extends Throwable> void throwUnchecked(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private <T> T run(Shell shell, StubClient client, Operation<T> operation) {
    return shell.run(client, System::nanoTime, operation, calls);
  }

  private static CallSettings settings(CallListener listener) {
    return new CallSettings(listener, "t", TIME);
  }

  private static <T> Step<T> pause(Step<T> next) {
    return new Step.Pause<>(SHORT, false, ObservedRunsTest::noTime, () -> next);
  }

  private static RetriesExhaustedException noTime() {
    return new RetriesExhaustedException("no time", new IllegalStateException(), false);
  }

  /** A request that notes what is current when it is handed to the client. */
  private Request<GetItemResponse> request() {
    return asking(() -> calls.note("request"));
  }

  private static Request<GetItemResponse> asking(Runnable handed) {
    Request<GetItemResponse> get = Request.getItem(GetItemRequest.builder().build());
    return new Request<>(
        get.name(),
        "t",
        get.body(),
        (client, timeout) -> {
          handed.run();
          return get.sync().apply(client, timeout);
        },
        (client, timeout) -> {
          handed.run();
          return get.async().apply(client, timeout);
        },
        get.writes(),
        get.capacity());
  }
}
