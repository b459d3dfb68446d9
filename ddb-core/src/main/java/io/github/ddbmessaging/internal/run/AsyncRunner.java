package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.internal.access.StoreSettings;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Walks an operation's steps with an asynchronous client. Goes on wherever the client completes its
 * futures; waits without holding a thread.
 */
public final class AsyncRunner {
  private static final int DEFAULT_CONCURRENCY = 8;

  private final DynamoDbAsyncClient client;
  private final int concurrency;

  /**
   * Uses a client.
   *
   * @param client stays the caller's
   */
  public AsyncRunner(DynamoDbAsyncClient client) {
    this(client, DEFAULT_CONCURRENCY);
  }

  private AsyncRunner(DynamoDbAsyncClient client, int concurrency) {
    this.client = client;
    this.concurrency = concurrency;
  }

  /**
   * The same, with another bound.
   *
   * @param atMost how many independent parts run at once
   * @return a runner over the same client
   */
  public AsyncRunner with(int atMost) {
    return new AsyncRunner(client, atMost);
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
    CompletableFuture<T> unused =
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
      return CompletableFuture.runAsync(
              () -> {},
              CompletableFuture.delayedExecutor(pause.delay().toNanos(), TimeUnit.NANOSECONDS))
          .thenCompose(waited -> walk(pause.then(), tally));
    }
    if (step instanceof Step.Each<?, T> each) {
      return all(each, tally);
    }
    return CompletableFuture.completedFuture(((Step.Done<T>) step).value());
  }

  private <U, T> CompletableFuture<T> all(Step.Each<U, T> each, Tally tally) {
    Parts<U> parts = new Parts<>(each.parts(), tally);
    CompletableFuture<?>[] workers =
        new CompletableFuture<?>[Math.min(concurrency, each.parts().size())];
    Arrays.setAll(workers, i -> parts.work());
    return CompletableFuture.allOf(workers)
        .thenCompose(done -> walk(() -> each.then().apply(parts.outcomes()), tally));
  }

  /** Independent parts, taken one after the other by several workers. */
  private final class Parts<U> {
    private final List<Supplier<Step<U>>> parts;
    private final Tally tally;
    private final AtomicReferenceArray<Step.Outcome<U>> outcomes;
    private final AtomicInteger taken = new AtomicInteger();

    Parts(List<Supplier<Step<U>>> parts, Tally tally) {
      this.parts = parts;
      this.tally = tally;
      this.outcomes = new AtomicReferenceArray<>(parts.size());
    }

    /** Loops while parts end at once, so that many of them don't pile up on the stack. */
    CompletableFuture<Void> work() {
      for (int i = taken.getAndIncrement(); i < parts.size(); i = taken.getAndIncrement()) {
        int part = i;
        CompletableFuture<Void> one =
            walk(parts.get(part), tally)
                .handle(
                    (value, thrown) -> {
                      outcomes.set(
                          part,
                          thrown == null
                              ? Step.Outcome.of(value)
                              : Step.Outcome.failed(unwrap(thrown)));
                      return null;
                    });
        if (!one.isDone()) {
          return one.thenCompose(done -> work());
        }
      }
      return CompletableFuture.completedFuture(null);
    }

    List<Step.Outcome<U>> outcomes() {
      return IntStream.range(0, outcomes.length()).mapToObj(outcomes::get).toList();
    }
  }

  private <A extends DynamoDbResponse, T> CompletableFuture<T> perform(
      Step.Call<A, T> call, Tally tally) {
    tally.request();
    return send(call.request())
        .handle((answer, thrown) -> next(call, answer, thrown, tally))
        .thenCompose(next -> walk(next, tally));
  }

  private static <A extends DynamoDbResponse, T> Supplier<Step<T>> next(
      Step.Call<A, T> call, A answer, @Nullable Throwable thrown, Tally tally) {
    if (thrown != null) {
      return () -> call.onFailure().apply(unwrap(thrown));
    }
    tally.answer(call.request(), answer);
    return () -> call.onAnswer().apply(answer);
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
