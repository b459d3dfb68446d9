package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Runs operations with a synchronous client, on the calling thread; parallel parts of them on an
 * executor too, if there is one.
 */
public final class SyncRunner {
  private static final Logger LOG = LoggerFactory.getLogger(SyncRunner.class);
  private static final int NANOS_PER_MILLI = 1_000_000;

  private final DynamoDbClient client;
  private final Executor executor;
  private final int concurrency;

  /**
   * Uses a client, and the calling thread alone.
   *
   * @param client stays the caller's
   */
  public SyncRunner(DynamoDbClient client) {
    this(client, Runnable::run, 1);
  }

  private SyncRunner(DynamoDbClient client, Executor executor, int concurrency) {
    this.client = client;
    this.executor = executor;
    this.concurrency = concurrency;
  }

  /**
   * A runner that runs parallel parts at once.
   *
   * @param newExecutor stays the caller's
   * @param atMost how many parts at once
   * @return a runner over the same client
   */
  public SyncRunner with(Executor newExecutor, int atMost) {
    return new SyncRunner(client, newExecutor, atMost);
  }

  /**
   * Runs an operation to its end.
   *
   * @param operation what to run
   * @param listener is told what the call did and cost, or null
   * @param <T> what it returns
   * @return its result
   */
  public <T> T run(Operation<T> operation, @Nullable CallListener listener) {
    CallMeter meter = new CallMeter(operation.name(), listener);
    try {
      T value = walk(operation.first(), meter);
      meter.end(null);
      return value;
    } catch (RuntimeException e) {
      meter.end(e);
      throw e;
    }
  }

  private <T> T walk(Supplier<Step<T>> first, CallMeter meter) {
    Step<T> step = first.get();
    while (!(step instanceof Step.Done<T> done)) {
      step = next(step, meter);
    }
    return done.value();
  }

  private <T> Step<T> next(Step<T> step, CallMeter meter) {
    if (step instanceof Step.Call<?, T> call) {
      return perform(call, meter);
    }
    if (step instanceof Step.All<?, ?, T> all) {
      return performAll(all, meter);
    }
    return pause((Step.Pause<T>) step, meter);
  }

  private <K, V, T> Step<T> performAll(Step.All<K, V, T> all, CallMeter meter) {
    List<Map.Entry<K, Supplier<Step<V>>>> parts = List.copyOf(all.parts().entrySet());
    List<CompletableFuture<Step.Outcome<V>>> outcomes =
        parts.stream().map(part -> new CompletableFuture<Step.Outcome<V>>()).toList();
    AtomicInteger taken = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int i = taken.getAndIncrement(); i < outcomes.size(); i = taken.getAndIncrement()) {
            try {
              outcomes.get(i).complete(outcome(parts.get(i).getValue(), meter));
            } catch (Error e) {
              outcomes.get(i).completeExceptionally(e);
              throw e;
            }
          }
        };
    // The calling thread works too, so that all is done even if the executor takes nothing.
    try {
      for (int i = 1; i < Math.min(concurrency, outcomes.size()); i++) {
        executor.execute(worker);
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("The executor is full or shut down; fewer threads work on this");
    }
    worker.run();
    Map<K, Step.Outcome<V>> byKey = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      byKey.put(parts.get(i).getKey(), outcomes.get(i).join());
    }
    return all.onOutcomes().apply(byKey);
  }

  private <U> Step.Outcome<U> outcome(Supplier<Step<U>> part, CallMeter meter) {
    try {
      return Step.Outcome.of(walk(part, meter));
    } catch (RuntimeException e) {
      return Step.Outcome.failed(e);
    }
  }

  private <R extends DynamoDbResponse, T> Step<T> perform(Step.Call<R, T> call, CallMeter meter) {
    meter.request();
    R response;
    try {
      response = call.request().sync().apply(client);
    } catch (RuntimeException e) {
      return call.onFailure().apply(e);
    }
    meter.response(call.request(), response);
    return call.onResponse().apply(response);
  }

  private static <T> Step<T> pause(Step.Pause<T> pause, CallMeter meter) {
    meter.retry();
    try {
      Thread.sleep(pause.delay().toMillis(), pause.delay().toNanosPart() % NANOS_PER_MILLI);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetriesExhaustedException(
          "The thread was interrupted while it waited to try again", e, pause.inDoubt());
    }
    return pause.next().get();
  }
}
