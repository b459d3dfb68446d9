package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a write is tried again after a conflict with another writer, throttling inside a transaction,
 * or a lost response. Between attempts it waits a random time up to a bound that doubles each time.
 * This comes on top of the retries of the AWS SDK, which knows neither conflicts nor lost
 * responses.
 *
 * @param maxAttempts attempts in all, at least 1
 * @param firstDelay the bound of the first wait; zero to never wait
 * @param maxDelay what no wait exceeds
 */
public record RetrySettings(int maxAttempts, Duration firstDelay, Duration maxDelay) {
  // Before DEFAULT, whose making it checks.
  private static final Duration LONGEST_DELAY = Duration.ofDays(1);

  /**
   * 16 attempts, waiting up to 10 ms at first and up to 1 s at last: about 9 s at the very most.
   */
  public static final RetrySettings DEFAULT =
      new RetrySettings(16, Duration.ofMillis(10), Duration.ofSeconds(1));

  /**
   * Checks the values.
   *
   * @throws InvalidInputException if there is no attempt, or a delay is negative or over a day
   */
  public RetrySettings {
    requireNonNull(firstDelay, "firstDelay");
    requireNonNull(maxDelay, "maxDelay");
    if (maxAttempts < 1) {
      throw new InvalidInputException("maxAttempts is " + maxAttempts + "; at least 1 is needed");
    }
    checkDelay("firstDelay", firstDelay);
    checkDelay("maxDelay", maxDelay);
  }

  private static void checkDelay(String name, Duration delay) {
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new InvalidInputException(name + " is " + delay + "; it can be PT0S to PT24H");
    }
  }
}
