package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.run.Answers.lost;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.run.Step.Outcome;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

class AsyncRunnerTest {
  private final AsyncRunner runner = new AsyncRunner(new StubClient().async());

  @Test
  void run_whenTheClientThrows_failsTheFuture() {
    Request<GetItemResponse> request =
        request(
            client -> {
              throw new IllegalStateException("closed");
            });

    assertThat(runner.run("operation", settings(), () -> Step.of(request)))
        .isCompletedExceptionally();
  }

  @Test
  void run_whenTheClientsFailureIsWrapped_isJudgedByItsCause() {
    RuntimeException failure = lost();
    Request<GetItemResponse> request =
        request(
            client ->
                CompletableFuture.failedFuture(
                    new CompletionException(new CompletionException(failure))));

    assertThat(runner.run("operation", settings(), () -> Step.of(request)))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(DynamoDbFailureException.class)
        .withCause(failure);
  }

  @Test
  void run_whenTheAnswerIsNotThereYet_doesNotWaitForIt() {
    CompletableFuture<GetItemResponse> pending = new CompletableFuture<>();

    CompletableFuture<GetItemResponse> running =
        runner.run("operation", settings(), () -> Step.of(request(client -> pending)));

    assertThat(running).isNotDone();
  }

  @Test
  void run_whenTheAnswerComes_isCompletedWithIt() {
    CompletableFuture<GetItemResponse> pending = new CompletableFuture<>();
    GetItemResponse answer = GetItemResponse.builder().build();
    CompletableFuture<GetItemResponse> running =
        runner.run("operation", settings(), () -> Step.of(request(client -> pending)));

    pending.complete(answer);

    assertThat(running).isCompletedWithValue(answer);
  }

  @Test
  void run_whenThereAreMorePartsThanItsBound_startsNoMoreThanThatAtOnce() {
    List<CompletableFuture<GetItemResponse>> started = new ArrayList<>();
    Supplier<Step<GetItemResponse>> part = partOf(started);

    CompletableFuture<List<Outcome<GetItemResponse>>> running =
        runner
            .with(2)
            .run(
                "operation",
                settings(),
                () -> new Step.Each<>(List.of(part, part, part), Step.Done::new));

    assertThat(started).hasSize(2);
    assertThat(running).isNotDone();
  }

  @Test
  void run_withoutABound_startsAllPartsAtOnce() {
    List<CompletableFuture<GetItemResponse>> started = new ArrayList<>();
    Supplier<Step<GetItemResponse>> part = partOf(started);

    CompletableFuture<List<Outcome<GetItemResponse>>> unused =
        runner
            .with(Integer.MAX_VALUE)
            .run(
                "operation",
                settings(),
                () -> new Step.Each<>(List.of(part, part, part), Step.Done::new));

    assertThat(started).hasSize(3);
  }

  @Test
  void run_whenAPartEnds_startsTheNext() {
    List<CompletableFuture<GetItemResponse>> started = new ArrayList<>();
    Supplier<Step<GetItemResponse>> part = partOf(started);
    CompletableFuture<List<Outcome<GetItemResponse>>> running =
        runner
            .with(2)
            .run(
                "operation",
                settings(),
                () -> new Step.Each<>(List.of(part, part, part), Step.Done::new));
    GetItemResponse answer = GetItemResponse.builder().build();

    for (int i : new int[] {1, 2, 0}) {
      started.get(i).complete(answer);
    }

    assertThat(running)
        .isCompletedWithValue(Stream.generate(() -> Outcome.of(answer)).limit(3).toList());
  }

  private static Supplier<Step<GetItemResponse>> partOf(
      List<CompletableFuture<GetItemResponse>> started) {
    return () ->
        Step.of(
            request(
                client -> {
                  CompletableFuture<GetItemResponse> pending = new CompletableFuture<>();
                  started.add(pending);
                  return pending;
                }));
  }

  private static Request<GetItemResponse> request(
      Function<DynamoDbAsyncClient, CompletableFuture<GetItemResponse>> async) {
    return new Request<>(
        "GetItem",
        GetItemRequest.builder().build(),
        client -> GetItemResponse.builder().build(),
        async,
        false,
        answer -> List.of());
  }
}
