package io.github.ddbmessaging.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Walks an operation's steps with an asynchronous client. Goes on wherever the client completes its
 * futures; waits without holding a thread.
 */
public final class AsyncRunner {
  private final DynamoDbAsyncClient client;

  /**
   * Uses a client.
   *
   * @param client stays the caller's
   */
  public AsyncRunner(DynamoDbAsyncClient client) {
    this.client = client;
  }

  /**
   * Runs an operation to its end.
   *
   * @param operation its name, for the listener
   * @param settings of the store
   * @param first makes its first step
   * @param <T> what it comes to
   * @return what it will come to; it never throws, it fails the future
   */
  public <T> CompletableFuture<T> run(
      String operation, StoreSettings settings, Supplier<Step<T>> first) {
    Tally tally = new Tally(operation, settings.listener());
    CompletableFuture<T> outcome = new CompletableFuture<>();
    walk(first, tally)
        .whenComplete(
            (value, thrown) -> {
              RuntimeException failure = thrown == null ? null : unwrap(thrown);
              tally.end(failure);
              if (failure == null) {
                outcome.complete(value);
              } else {
                outcome.completeExceptionally(failure);
              }
            });
    return outcome;
  }

  private <T> CompletableFuture<T> walk(Supplier<Step<T>> next, Tally tally) {
    Step<T> step;
    try {
      step = next.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    if (step instanceof Step.Call<?, T> call) {
      return perform(call, tally);
    }
    if (step instanceof Step.Pause<T> pause) {
      tally.retry();
      return CompletableFuture.supplyAsync(
              () -> walk(pause.then(), tally),
              CompletableFuture.delayedExecutor(pause.delay().toNanos(), TimeUnit.NANOSECONDS))
          .thenCompose(rest -> rest);
    }
    return CompletableFuture.completedFuture(((Step.Done<T>) step).value());
  }

  private <A extends DynamoDbResponse, T> CompletableFuture<T> perform(
      Step.Call<A, T> call, Tally tally) {
    tally.request();
    return send(call.request())
        .handle(
            (answer, thrown) -> {
              if (thrown != null) {
                return walk(() -> call.onFailure().apply(unwrap(thrown)), tally);
              }
              tally.answer(call.request(), answer);
              return walk(() -> call.onAnswer().apply(answer), tally);
            })
        .thenCompose(rest -> rest);
  }

  private <A extends DynamoDbResponse> CompletableFuture<A> send(Request<A> request) {
    try {
      return request.async().apply(client);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static RuntimeException unwrap(@Nullable Throwable thrown) {
    if (thrown instanceof CompletionException && thrown.getCause() != null) {
      return unwrap(thrown.getCause());
    }
    return thrown instanceof RuntimeException failure ? failure : new CompletionException(thrown);
  }
}
