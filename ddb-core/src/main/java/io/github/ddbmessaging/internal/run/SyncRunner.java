package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.CallListener.Scope;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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

  private final DynamoDbClient client;
  private final LongSupplier nanoTime;
  private final ClientTimeout clientTimeout;
  private final Lines lines;
  private final Executor executor;
  private final int concurrency;

  /**
   * Uses a client, and the calling thread alone.
   *
   * @param client stays the caller's
   * @param nanoTime measures how long a call takes
   * @param lines in which operations wait for each other
   */
  public SyncRunner(DynamoDbClient client, LongSupplier nanoTime, Lines lines) {
    this(client, nanoTime, lines, Runnable::run, 1);
  }

  private SyncRunner(
      DynamoDbClient client,
      LongSupplier nanoTime,
      Lines lines,
      Executor executor,
      int concurrency) {
    this.client = client;
    this.nanoTime = nanoTime;
    this.clientTimeout = ClientTimeout.of(client::serviceClientConfiguration);
    this.lines = lines;
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
    return new SyncRunner(client, nanoTime, lines, newExecutor, atMost);
  }

  /**
   * Runs an operation to its end.
   *
   * @param operation what to run
   * @param settings of the call
   * @param <T> what it returns
   * @return its result
   */
  public <T> T run(Operation<T> operation, CallSettings settings) {
    CallMeter meter = CallMeter.begin(operation.name(), settings, nanoTime);
    Deadline deadline = Deadline.begin(nanoTime, settings.timeout(), operation.limit());
    try {
      T value = walk(operation.first(), new Context(meter, deadline));
      meter.end(null);
      return value;
    } catch (RuntimeException e) {
      meter.end(e);
      throw e;
    } catch (Error e) {
      // Not ours to handle, but what the listener opened must not stay open.
      meter.end(new CompletionException(e));
      throw e;
    }
  }

  /** What all steps of an operation, or of one part of it, have in common. */
  private record Context(CallMeter meter, Deadline deadline) {
    Context ofPart() {
      return new Context(meter, deadline.ofPart());
    }
  }

  private <T> T walk(Supplier<Step<T>> first, Context context) {
    Step<T> step = first.get();
    while (!(step instanceof Step.Done<T> done)) {
      step = next(step, context);
    }
    return done.value();
  }

  private <T> Step<T> next(Step<T> step, Context context) {
    if (step instanceof Step.Call<?, T> call) {
      return perform(call, context);
    }
    if (step instanceof Step.All<?, ?, T> all) {
      return performAll(all, context);
    }
    if (step instanceof Step.InLine<?, T> inLine) {
      return performInLine(inLine, context);
    }
    return pause((Step.Pause<T>) step, context);
  }

  private <U, T> Step<T> performInLine(Step.InLine<U, T> inLine, Context context) {
    Lines.Place<U> place = lines.join(inLine.line(), context.deadline().forWaiting());
    int retriesBefore = context.meter().retries();
    U result = null;
    try {
      Optional<U> before = awaitTurn(place, context.deadline());
      result = walk(() -> inLine.operation().apply(before), context);
    } finally {
      place.leave(result, context.meter().retries() > retriesBefore, Runnable::run);
    }
    return inLine.next().apply(result);
  }

  private static <U> Optional<U> awaitTurn(Lines.Place<U> place, Deadline deadline) {
    try {
      while (true) {
        try {
          Lines.Turn<U> turn = place.turn().get(place.patience().toNanos(), TimeUnit.NANOSECONDS);
          sleep(deadline.atMost(turn.giveWay()));
          return turn.before();
        } catch (TimeoutException e) {
          if (place.goAhead()) {
            return Optional.empty();
          }
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("A turn never fails", e);
    } catch (InterruptedException e) {
      throw interrupted(e, false);
    }
  }

  private <K, V, T> Step<T> performAll(Step.All<K, V, T> all, Context context) {
    List<Map.Entry<K, Supplier<Step<V>>>> parts = List.copyOf(all.parts().entrySet());
    List<CompletableFuture<Step.Outcome<V>>> outcomes =
        parts.stream().map(part -> new CompletableFuture<Step.Outcome<V>>()).toList();
    AtomicInteger taken = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int i = taken.getAndIncrement(); i < outcomes.size(); i = taken.getAndIncrement()) {
            try {
              outcomes.get(i).complete(outcome(parts.get(i).getValue(), context));
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

  private <U> Step.Outcome<U> outcome(Supplier<Step<U>> part, Context context) {
    try {
      return Step.Outcome.of(walk(part, context.ofPart()));
    } catch (RuntimeException e) {
      return Step.Outcome.failed(e);
    }
  }

  private <R extends DynamoDbResponse, T> Step<T> perform(Step.Call<R, T> call, Context context) {
    Duration left = context.deadline().left();
    if (left.toMillis() < 1) {
      throw CallExceptions.outOfTime(context.meter().operation(), call.inDoubt());
    }
    context.meter().request();
    R response;
    try {
      response = send(call.request(), clientTimeout.limit(left), context.meter());
    } catch (RuntimeException e) {
      context.meter().failure(e);
      return call.onFailure().apply(e);
    }
    context.meter().response(call.request(), response);
    return call.onResponse().apply(response);
  }

  private <R extends DynamoDbResponse> R send(
      Request<R> request, Optional<Duration> timeout, CallMeter meter) {
    Scope current = meter.makeCurrent();
    try {
      return request.sync().apply(client, timeout);
    } finally {
      current.close();
    }
  }

  private static <T> Step<T> pause(Step.Pause<T> pause, Context context) {
    if (context.deadline().left().minus(pause.delay()).toMillis() < 1) {
      throw pause.giveUp().get();
    }
    context.meter().retry();
    try {
      sleep(pause.delay());
    } catch (InterruptedException e) {
      throw interrupted(e, pause.inDoubt());
    }
    return pause.next().get();
  }

  private static void sleep(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("before a wait");
    }
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }

  private static RetriesExhaustedException interrupted(InterruptedException e, boolean inDoubt) {
    Thread.currentThread().interrupt();
    return new RetriesExhaustedException("The thread was interrupted while it waited", e, inDoubt);
  }
}
