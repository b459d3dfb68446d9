package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.CallListener;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Runs operations with an asynchronous client. Continues on the threads on which the client
 * completes its futures; pauses without holding a thread.
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
   * A runner with another limit.
   *
   * @param atMost how many parallel parts run at once
   * @return a runner over the same client
   */
  public AsyncRunner with(int atMost) {
    return new AsyncRunner(client, atMost);
  }

  /**
   * Runs an operation to its end.
   *
   * @param operation what to run
   * @param listener is told what the call did and cost, or null
   * @param <T> what it returns
   * @return a future of its result; this method never throws, it fails the future
   */
  public <T> CompletableFuture<T> run(Operation<T> operation, @Nullable CallListener listener) {
    CallMeter meter = new CallMeter(operation.name(), listener);
    CompletableFuture<T> outcome = new CompletableFuture<>();
    CompletableFuture<T> unused =
        walk(operation.first(), meter)
            .whenComplete(
                (value, thrown) -> {
                  RuntimeException failure = thrown == null ? null : unwrap(thrown);
                  meter.end(failure);
                  if (failure == null) {
                    outcome.complete(value);
                  } else {
                    outcome.completeExceptionally(failure);
                  }
                });
    return outcome;
  }

  private <T> CompletableFuture<T> walk(Supplier<Step<T>> next, CallMeter meter) {
    Step<T> step;
    try {
      step = next.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    if (step instanceof Step.Call<?, T> call) {
      return perform(call, meter);
    }
    if (step instanceof Step.Pause<T> pause) {
      meter.retry();
      return CompletableFuture.runAsync(
              () -> {},
              CompletableFuture.delayedExecutor(pause.delay().toNanos(), TimeUnit.NANOSECONDS))
          .thenCompose(waited -> walk(pause.next(), meter));
    }
    if (step instanceof Step.All<?, ?, T> all) {
      return performAll(all, meter);
    }
    return CompletableFuture.completedFuture(((Step.Done<T>) step).value());
  }

  private <K, V, T> CompletableFuture<T> performAll(Step.All<K, V, T> all, CallMeter meter) {
    Parts<K, V> parts = new Parts<>(all.parts(), meter);
    CompletableFuture<?>[] workers =
        new CompletableFuture<?>[Math.min(concurrency, all.parts().size())];
    Arrays.setAll(workers, i -> parts.work());
    return CompletableFuture.allOf(workers)
        .thenCompose(done -> walk(() -> all.onOutcomes().apply(parts.outcomes()), meter));
  }

  /** Parallel parts, taken one after the other by several workers. */
  private final class Parts<K, V> {
    private final List<Map.Entry<K, Supplier<Step<V>>>> parts;
    private final CallMeter meter;
    private final AtomicReferenceArray<Step.Outcome<V>> outcomes;
    private final AtomicInteger taken = new AtomicInteger();

    Parts(Map<K, Supplier<Step<V>>> parts, CallMeter meter) {
      this.parts = List.copyOf(parts.entrySet());
      this.meter = meter;
      this.outcomes = new AtomicReferenceArray<>(parts.size());
    }

    /** Loops while parts complete at once, so that many of them don't pile up on the stack. */
    CompletableFuture<Void> work() {
      for (int i = taken.getAndIncrement(); i < parts.size(); i = taken.getAndIncrement()) {
        int part = i;
        CompletableFuture<Void> one =
            walk(parts.get(part).getValue(), meter)
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

    Map<K, Step.Outcome<V>> outcomes() {
      Map<K, Step.Outcome<V>> byKey = new LinkedHashMap<>();
      for (int i = 0; i < parts.size(); i++) {
        byKey.put(parts.get(i).getKey(), outcomes.get(i));
      }
      return byKey;
    }
  }

  private <R extends DynamoDbResponse, T> CompletableFuture<T> perform(
      Step.Call<R, T> call, CallMeter meter) {
    meter.request();
    return send(call.request())
        .handle((response, thrown) -> next(call, response, thrown, meter))
        .thenCompose(next -> walk(next, meter));
  }

  private static <R extends DynamoDbResponse, T> Supplier<Step<T>> next(
      Step.Call<R, T> call, R response, @Nullable Throwable thrown, CallMeter meter) {
    if (thrown != null) {
      return () -> call.onFailure().apply(unwrap(thrown));
    }
    meter.response(call.request(), response);
    return () -> call.onResponse().apply(response);
  }

  private <R extends DynamoDbResponse> CompletableFuture<R> send(Request<R> request) {
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
