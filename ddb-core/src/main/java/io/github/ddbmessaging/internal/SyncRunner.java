package io.github.ddbmessaging.internal;

import io.github.ddbmessaging.RetriesExhaustedException;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Walks an operation's steps with a synchronous client, on the calling thread. */
public final class SyncRunner {
  private static final int NANOS_PER_MILLI = 1_000_000;

  private final DynamoDbClient client;

  /**
   * Uses a client.
   *
   * @param client stays the caller's
   */
  public SyncRunner(DynamoDbClient client) {
    this.client = client;
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
      Step<T> step = first.get();
      while (!(step instanceof Step.Done<T> done)) {
        step = step instanceof Step.Call<?, T> call ? perform(call, tally) : pause(step, tally);
      }
      tally.end(null);
      return done.value();
    } catch (RuntimeException e) {
      tally.end(e);
      throw e;
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

  private static <T> Step<T> pause(Step<T> step, Tally tally) {
    Step.Pause<T> pause = (Step.Pause<T>) step;
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
