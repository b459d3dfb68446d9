package io.github.ddbmessaging.internal.run;

import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The pause between two attempts, or the exception if there have been enough. */
public final class Retries {
  private Retries() {}

  /**
   * The pause after a failed attempt, and then the next one.
   *
   * @param settings of the store
   * @param what the operation, as in "Sending to message group 'g'"
   * @param number the attempt that failed, from 1
   * @param inDoubt whether it, or one before it, may have been applied
   * @param failure what it failed with
   * @param next the next attempt
   */
  public static <T> Step<T> pause(
      RequestSettings settings,
      String what,
      int number,
      boolean inDoubt,
      RuntimeException failure,
      Supplier<Step<T>> next) {
    if (number >= settings.retries().maxAttempts()) {
      throw Failures.exhausted(what, number, failure, inDoubt);
    }
    return new Step.Pause<>(
        Backoff.delay(settings.retries(), number, settings.random().getAsDouble()), inDoubt, next);
  }

  /**
   * The pause after a write was refused because its condition failed, and then the next attempt.
   */
  public static <T> Step<T> pauseAfterRefusal(
      RequestSettings settings,
      String what,
      int number,
      CancellationReason refusal,
      Supplier<Step<T>> next) {
    return pause(
        settings,
        what,
        number,
        false,
        ConditionalCheckFailedException.builder().message(refusal.message()).build(),
        next);
  }
}
