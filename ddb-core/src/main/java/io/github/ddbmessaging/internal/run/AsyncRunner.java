package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.CallListener.Scope;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
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
  private final LongSupplier nanoTime;
  private final ClientTimeout clientTimeout;
  private final Lines lines;
  private final int concurrency;

  /**
   * Uses a client.
   *
   * @param client stays the caller's
   * @param nanoTime measures how long a call takes
   * @param lines in which operations wait for each other
   */
  public AsyncRunner(DynamoDbAsyncClient client, LongSupplier nanoTime, Lines lines) {
    this(client, nanoTime, lines, DEFAULT_CONCURRENCY);
  }

  private AsyncRunner(
      DynamoDbAsyncClient client, LongSupplier nanoTime, Lines lines, int concurrency) {
    this.client = client;
    this.nanoTime = nanoTime;
    this.clientTimeout = ClientTimeout.of(client::serviceClientConfiguration);
    this.lines = lines;
    this.concurrency = concurrency;
  }

  /**
   * A runner with another limit.
   *
   * @param atMost how many parallel parts run at once
   * @return a runner over the same client
   */
  public AsyncRunner with(int atMost) {
    return new AsyncRunner(client, nanoTime, lines, atMost);
  }

  /**
   * Runs an operation to its end.
   *
   * @param operation what to run
   * @param settings of the call
   * @param <T> what it returns
   * @return a future of its result; this method never throws, it fails the future
   */
  public <T> CompletableFuture<T> run(Operation<T> operation, CallSettings settings) {
    CallMeter meter = CallMeter.begin(operation.name(), settings, nanoTime);
    Deadline deadline = Deadline.begin(nanoTime, settings.timeout(), operation.limit());
    CompletableFuture<T> outcome = new CompletableFuture<>();
    CompletableFuture<T> unused =
        walk(operation.first(), new Context(meter, deadline))
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

  /** What all steps of an operation, or of one part of it, have in common. */
  private record Context(CallMeter meter, Deadline deadline) {
    Context ofPart() {
      return new Context(meter, deadline.ofPart());
    }
  }

  private <T> CompletableFuture<T> walk(Supplier<Step<T>> first, Context context) {
    CompletableFuture<T> result = new CompletableFuture<>();
    walk(first, context, result);
    return result;
  }

  /** Loops while steps complete at once, so that many of them don't pile up on the stack. */
  private <T> void walk(Supplier<Step<T>> first, Context context, CompletableFuture<T> result) {
    Supplier<Step<T>> next = first;
    while (true) {
      CompletableFuture<Supplier<Step<T>>> following;
      try {
        Step<T> step = next.get();
        if (step instanceof Step.Done<T> done) {
          result.complete(done.value());
          return;
        }
        following = perform(step, context);
        if (following.isDone()) {
          next = following.join();
          continue;
        }
      } catch (RuntimeException | Error e) {
        // Nobody else would hear of it: the future must not stay open, nor its place be kept.
        result.completeExceptionally(unwrap(e));
        return;
      }
      CompletableFuture<Void> unused =
          following.handle(
              (step, thrown) -> {
                if (thrown == null) {
                  walk(step, context, result);
                } else {
                  result.completeExceptionally(unwrap(thrown));
                }
                return null;
              });
      return;
    }
  }

  private <T> CompletableFuture<Supplier<Step<T>>> perform(Step<T> step, Context context) {
    if (step instanceof Step.Call<?, T> call) {
      return performCall(call, context);
    }
    if (step instanceof Step.All<?, ?, T> all) {
      return performAll(all, context);
    }
    return step instanceof Step.InLine<?, T> inLine
        ? performInLine(inLine, context)
        : performPause((Step.Pause<T>) step, context);
  }

  private static <T> CompletableFuture<Supplier<Step<T>>> performPause(
      Step.Pause<T> pause, Context context) {
    if (context.deadline().left().minus(pause.delay()).toMillis() < 1) {
      throw pause.giveUp().get();
    }
    context.meter().retry();
    return pause.delay().isZero()
        ? CompletableFuture.completedFuture(pause.next())
        : CompletableFuture.supplyAsync(pause::next, after(pause.delay()));
  }

  private <U, T> CompletableFuture<Supplier<Step<T>>> performInLine(
      Step.InLine<U, T> inLine, Context context) {
    Lines.Place<U> place = lines.join(inLine.line(), context.deadline().forWaiting());
    int retriesBefore = context.meter().retries();
    return awaitTurn(place, context.deadline())
        .thenCompose(before -> walk(() -> inLine.operation().apply(before), context))
        .whenComplete(
            (result, thrown) ->
                // Not on this thread: what the next one's caller does may wait for this one.
                place.leave(
                    result,
                    context.meter().retries() > retriesBefore,
                    place.turn().defaultExecutor()))
        .thenApply(result -> () -> inLine.next().apply(result));
  }

  private static <U> CompletableFuture<Optional<U>> awaitTurn(
      Lines.Place<U> place, Deadline deadline) {
    CompletableFuture<Lines.Turn<U>> turn = place.turn();
    if (turn.isDone()) {
      return CompletableFuture.completedFuture(turn.join().before());
    }
    return turn.thenApply(Optional::of)
        .completeOnTimeout(Optional.empty(), place.patience().toNanos(), TimeUnit.NANOSECONDS)
        .thenCompose(
            own ->
                own.map(mine -> giveWay(mine, deadline))
                    .orElseGet(() -> goAheadOrWait(place, deadline)));
  }

  private static <U> CompletableFuture<Optional<U>> goAheadOrWait(
      Lines.Place<U> place, Deadline deadline) {
    // Not on the thread of the timer.
    return CompletableFuture.supplyAsync(place::goAhead)
        .thenCompose(
            ahead ->
                ahead
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : awaitTurn(place, deadline));
  }

  private static <U> CompletableFuture<Optional<U>> giveWay(Lines.Turn<U> turn, Deadline deadline) {
    return turn.giveWay().isZero()
        ? CompletableFuture.completedFuture(turn.before())
        : CompletableFuture.supplyAsync(turn::before, after(deadline.atMost(turn.giveWay())));
  }

  private static Executor after(Duration delay) {
    return CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private <K, V, T> CompletableFuture<Supplier<Step<T>>> performAll(
      Step.All<K, V, T> all, Context context) {
    Parts<K, V> parts = new Parts<>(all.parts(), context);
    CompletableFuture<?>[] workers =
        new CompletableFuture<?>[Math.min(concurrency, all.parts().size())];
    Arrays.setAll(workers, i -> parts.work());
    return CompletableFuture.allOf(workers)
        .thenApply(done -> () -> all.onOutcomes().apply(parts.outcomes()));
  }

  /** Parallel parts, taken one after the other by several workers. */
  private final class Parts<K, V> {
    private final List<Map.Entry<K, Supplier<Step<V>>>> parts;
    private final Context context;
    private final AtomicReferenceArray<Step.Outcome<V>> outcomes;
    private final AtomicInteger taken = new AtomicInteger();

    Parts(Map<K, Supplier<Step<V>>> parts, Context context) {
      this.parts = List.copyOf(parts.entrySet());
      this.context = context;
      this.outcomes = new AtomicReferenceArray<>(parts.size());
    }

    /** Loops while parts complete at once, so that many of them don't pile up on the stack. */
    CompletableFuture<Void> work() {
      for (int i = taken.getAndIncrement(); i < parts.size(); i = taken.getAndIncrement()) {
        int part = i;
        CompletableFuture<Void> one =
            walk(parts.get(part).getValue(), context.ofPart())
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

  private <R extends DynamoDbResponse, T> CompletableFuture<Supplier<Step<T>>> performCall(
      Step.Call<R, T> call, Context context) {
    Duration left = context.deadline().left();
    if (left.toMillis() < 1) {
      throw CallExceptions.outOfTime(context.meter().operation(), call.inDoubt());
    }
    context.meter().request();
    return send(call.request(), clientTimeout.limit(left), context.meter())
        .handle((response, thrown) -> next(call, response, thrown, context));
  }

  private static <R extends DynamoDbResponse, T> Supplier<Step<T>> next(
      Step.Call<R, T> call, R response, @Nullable Throwable thrown, Context context) {
    if (thrown != null) {
      context.meter().failure(unwrap(thrown));
      return () -> call.onFailure().apply(unwrap(thrown));
    }
    context.meter().response(call.request(), response);
    return () -> call.onResponse().apply(response);
  }

  private <R extends DynamoDbResponse> CompletableFuture<R> send(
      Request<R> request, Optional<Duration> timeout, CallMeter meter) {
    Scope current = meter.makeCurrent();
    try {
      return request.async().apply(client, timeout);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    } finally {
      current.close();
    }
  }

  private static RuntimeException unwrap(@Nullable Throwable thrown) {
    if (thrown instanceof CompletionException && thrown.getCause() != null) {
      return unwrap(thrown.getCause());
    }
    return thrown instanceof RuntimeException failure ? failure : new CompletionException(thrown);
  }
}
