package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.lost;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.run.Step.Outcome;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

class AsyncRunnerTest {
  private final AsyncRunner runner = new StubClient().asyncRunner(System::nanoTime);
  private final List<CompletableFuture<GetItemResponse>> started = new ArrayList<>();

  @Test
  void run_whenTheClientThrows_failsTheFuture() {
    Request<GetItemResponse> request =
        request(
            client -> {
              throw new IllegalStateException("closed");
            });

    assertThat(run(runner, () -> Step.of(request))).isCompletedExceptionally();
  }

  @Test
  void run_whenTheClientsFailureIsWrapped_isJudgedByItsCause() {
    RuntimeException failure = lost();
    Request<GetItemResponse> request =
        request(
            client ->
                CompletableFuture.failedFuture(
                    new CompletionException(new CompletionException(failure))));

    assertThat(run(runner, () -> Step.of(request)))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(DynamoDbFailureException.class)
        .withCause(failure);
  }

  @Test
  void run_whenTheResponseIsNotThereYet_endsWhenItComes() {
    CompletableFuture<GetItemResponse> running = run(runner, this::pending);
    assertThat(running).isNotDone();

    started.get(0).complete(NOTHING);

    assertThat(running).isCompletedWithValue(NOTHING);
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "3, 3", "2147483647, 3"})
  void run_whenThereAreThreeParts_startsAsManyAtOnceAsItMay(int atMost, int expected) {
    CompletableFuture<?> running = runThree(runner.with(atMost));

    assertThat(started).hasSize(expected);
    assertThat(running).isNotDone();
  }

  @Test
  void run_whenAPartEnds_startsTheNext() {
    CompletableFuture<Map<String, Outcome<GetItemResponse>>> running = runThree(runner.with(2));

    for (int i : new int[] {1, 2, 0}) {
      started.get(i).complete(NOTHING);
    }

    assertThat(running)
        .isCompletedWithValue(
            Map.of("a", Outcome.of(NOTHING), "b", Outcome.of(NOTHING), "c", Outcome.of(NOTHING)));
  }

  @Test
  void run_whenAnotherIsInTheLine_waitsForItAndLearnsItsResult() {
    CompletableFuture<String> first =
        run(runner, () -> inLine(before -> pending().map(response -> "first")));
    CompletableFuture<String> second =
        run(runner, () -> inLine(before -> new Step.Done<>("after " + before.orElse("none"))));
    assertThat(second).isNotDone();

    started.get(0).complete(NOTHING);

    assertThat(first).isCompletedWithValue("first");
    assertThat(second).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("after first");
  }

  @Test
  void run_whenItsTurnDoesNotCome_goesAheadInTime() {
    CompletableFuture<String> first =
        run(runner, () -> inLine(before -> pending().map(response -> "first")));

    CompletableFuture<String> second =
        runner.run(
            new Operation<>("operation", () -> inLine(before -> new Step.Done<>("second"))),
            new CallSettings(null, "t", Duration.ofMillis(20)));

    assertThat(second).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("second");
    assertThat(first).isNotDone();
  }

  @Test
  void run_whenVeryManyAreInALine_needsNoDeepStack() {
    CompletableFuture<String> first =
        run(runner, () -> inLine(before -> pending().map(response -> "0")));
    CompletableFuture<String> last = first;
    for (int i = 0; i < 5_000; i++) {
      last = run(runner, () -> inLine(before -> new Step.Done<>("next")));
    }

    started.get(0).complete(NOTHING);

    assertThat(last).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("next");
  }

  private static Step<String> inLine(Function<Optional<String>, Step<String>> operation) {
    return new Step.InLine<String, String>("line", operation, Step.Done::new);
  }

  private CompletableFuture<Map<String, Outcome<GetItemResponse>>> runThree(AsyncRunner runner) {
    return run(
        runner, () -> Step.all(Map.of("a", this::pending, "b", this::pending, "c", this::pending)));
  }

  /** A request whose response comes when the test says. */
  private Step<GetItemResponse> pending() {
    return Step.of(
        request(
            client -> {
              CompletableFuture<GetItemResponse> response = new CompletableFuture<>();
              started.add(response);
              return response;
            }));
  }

  private static <T> CompletableFuture<T> run(AsyncRunner runner, Supplier<Step<T>> first) {
    return runner.run(
        new Operation<>("operation", first), new CallSettings(null, "t", Duration.ofSeconds(10)));
  }

  private static Request<GetItemResponse> request(
      Function<DynamoDbAsyncClient, CompletableFuture<GetItemResponse>> async) {
    return new Request<>(
        "GetItem",
        "t",
        GetItemRequest.builder().build(),
        (client, timeout) -> NOTHING,
        (client, timeout) -> async.apply(client),
        false,
        response -> List.of());
  }
}
