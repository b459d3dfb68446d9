package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The pause between two attempts, or the end if there have been enough. */
public final class Retries {
  private Retries() {}

  /**
   * Goes on after a failed attempt.
   *
   * @param settings of the store
   * @param what the operation, as in "Sending to message group 'g'"
   * @param number the attempt that failed, from 1
   * @param inDoubt whether it, or one before it, may have been applied
   * @param failure what it failed with
   * @param then the next attempt
   */
  public static <T> Step<T> pause(
      StoreSettings settings,
      String what,
      int number,
      boolean inDoubt,
      RuntimeException failure,
      Supplier<Step<T>> then) {
    if (number >= settings.retries().maxAttempts()) {
      throw new RetriesExhaustedException(
          what
              + " was given up after "
              + number
              + (number == 1 ? " attempt: " : " attempts: ")
              + Failures.advice(failure)
              + (inDoubt
                  ? ". It may have been done: a send is safe to repeat only with an idempotency key"
                  : ". Nothing was written; try again later"),
          failure,
          inDoubt);
    }
    return new Step.Pause<>(
        Backoff.delay(settings.retries(), number, settings.random().getAsDouble()), inDoubt, then);
  }

  /** Goes on after a write was refused, since what it depends on is no longer so. */
  public static <T> Step<T> pauseAfterRefusal(
      StoreSettings settings,
      String what,
      int number,
      CancellationReason refusal,
      Supplier<Step<T>> then) {
    return pause(
        settings,
        what,
        number,
        false,
        ConditionalCheckFailedException.builder().message(refusal.message()).build(),
        then);
  }
}
