package io.github.ddbmessaging.internal.run;

import java.time.Duration;
import java.util.function.Function;
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
    return pause(
        settings, what, new Attempts(number - 1, 0), inDoubt, failure, attempts -> next.get());
  }

  /**
   * The pause after a failed attempt, and then the next one.
   *
   * @param settings of the store
   * @param what the operation
   * @param before the attempts before the one that failed
   * @param inDoubt whether it, or one before it, may have been applied
   * @param failure what it failed with
   * @param next makes the next attempt
   */
  public static <T> Step<T> pause(
      RequestSettings settings,
      String what,
      Attempts before,
      boolean inDoubt,
      RuntimeException failure,
      Function<Attempts, Step<T>> next) {
    int failed = before.failed() + 1;
    if (failed >= settings.retries().maxAttempts()) {
      throw CallExceptions.exhausted(what, before.number(), failure, inDoubt);
    }
    Duration delay = Backoff.delay(settings.retries(), failed, settings.random().getAsDouble());
    return pause(delay, what, before, inDoubt, failure, () -> next.apply(before.afterFailure()));
  }

  /**
   * The pause after another writer was faster, and then the next attempt. An operation that is
   * tried until its time is over tries again almost at once, since the refusal told the new state,
   * and only the first time a little later: then a few at a time contend, and those that wait
   * longest.
   */
  public static <T> Step<T> pauseAfterConflict(
      RequestSettings settings,
      String what,
      Attempts before,
      boolean inDoubt,
      RuntimeException failure,
      Function<Attempts, Step<T>> next) {
    if (!settings.retriesConflictsUntilTimeout()) {
      return pause(settings, what, before, inDoubt, failure, next);
    }
    Duration delay =
        before.overtaken() == 0
            ? Backoff.firstAfterConflict(settings.retries(), settings.random().getAsDouble())
            : Duration.ZERO;
    return pause(delay, what, before, inDoubt, failure, () -> next.apply(before.afterOvertaking()));
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

  private static <T> Step<T> pause(
      Duration delay,
      String what,
      Attempts before,
      boolean inDoubt,
      RuntimeException failure,
      Supplier<Step<T>> next) {
    return new Step.Pause<>(
        delay,
        inDoubt,
        () -> CallExceptions.exhausted(what, before.number(), failure, inDoubt),
        next);
  }
}
