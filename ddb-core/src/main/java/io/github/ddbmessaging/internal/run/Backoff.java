package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.RetrySettings;
import java.time.Duration;

/** The waits between attempts: random, up to a bound that doubles. Pure. */
final class Backoff {
  private static final int MOST_DOUBLINGS = 30;

  /** Times the first delay; measured, see docs/performance.md. */
  private static final int FIRST_AFTER_CONFLICT = 4;

  private Backoff() {}

  /** How long one waits whom other writers overtook for the first time. */
  static Duration firstAfterConflict(RetrySettings settings, double random) {
    double bound =
        Math.min(
            FIRST_AFTER_CONFLICT * settings.firstDelay().toNanos(), settings.maxDelay().toNanos());
    return Duration.ofNanos((long) (bound * random));
  }

  /**
   * How long to wait.
   *
   * @param settings the bounds
   * @param attempt the attempt that failed, from 1
   * @param random from 0 to below 1
   * @return the wait before the next one
   */
  static Duration delay(RetrySettings settings, int attempt, double random) {
    double first = settings.firstDelay().toNanos();
    double most = settings.maxDelay().toNanos();
    double bound = Math.min(first * Math.pow(2, Math.min(attempt - 1, MOST_DOUBLINGS)), most);
    return Duration.ofNanos((long) (bound * random));
  }
}
