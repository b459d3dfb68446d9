package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Walks an operation's steps with a synchronous client, on the calling thread; independent parts of
 * it on an executor too, if there is one.
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
   * The same, running independent parts at once.
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
   * @param operation its name, for the listener
   * @param settings of the store
   * @param first makes its first step
   * @param <T> what it comes to
   * @return what it came to
   */
  public <T> T run(String operation, StoreSettings settings, Supplier<Step<T>> first) {
    Tally tally = new Tally(operation, settings.listener());
    try {
      T value = walk(first, tally);
      tally.end(null);
      return value;
    } catch (RuntimeException e) {
      tally.end(e);
      throw e;
    }
  }

  private <T> T walk(Supplier<Step<T>> first, Tally tally) {
    Step<T> step = first.get();
    while (!(step instanceof Step.Done<T> done)) {
      step = next(step, tally);
    }
    return done.value();
  }

  private <T> Step<T> next(Step<T> step, Tally tally) {
    if (step instanceof Step.Call<?, T> call) {
      return perform(call, tally);
    }
    if (step instanceof Step.Each<?, T> each) {
      return all(each, tally);
    }
    return pause((Step.Pause<T>) step, tally);
  }

  private <U, T> Step<T> all(Step.Each<U, T> each, Tally tally) {
    List<CompletableFuture<Step.Outcome<U>>> outcomes =
        each.parts().stream().map(part -> new CompletableFuture<Step.Outcome<U>>()).toList();
    AtomicInteger taken = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int i = taken.getAndIncrement(); i < outcomes.size(); i = taken.getAndIncrement()) {
            try {
              outcomes.get(i).complete(outcome(each.parts().get(i), tally));
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
    return each.then().apply(outcomes.stream().map(CompletableFuture::join).toList());
  }

  private <U> Step.Outcome<U> outcome(Supplier<Step<U>> part, Tally tally) {
    try {
      return Step.Outcome.of(walk(part, tally));
    } catch (RuntimeException e) {
      return Step.Outcome.failed(e);
    }
  }

  private <A extends DynamoDbResponse, T> Step<T> perform(Step.Call<A, T> call, Tally tally) {
    tally.request();
    A answer;
    try {
      answer = call.request().sync().apply(client);
    } catch (RuntimeException e) {
      return call.onFailure().apply(e);
    }
    tally.answer(call.request(), answer);
    return call.onAnswer().apply(answer);
  }

  private static <T> Step<T> pause(Step.Pause<T> pause, Tally tally) {
    tally.retry();
    try {
      Thread.sleep(pause.delay().toMillis(), pause.delay().toNanosPart() % NANOS_PER_MILLI);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetriesExhaustedException(
          "The thread was interrupted while it waited to try again", e, pause.inDoubt());
    }
    return pause.then().get();
  }
}
