package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a write is tried again after throttling inside a transaction or a lost response, and how long
 * a call may take in all. Between attempts it waits a random time up to a bound that doubles each
 * time. A transactional send that other senders overtake does not count its attempts: it is tried
 * until the time of the call is over. This comes on top of the retries of the AWS SDK, which knows
 * neither conflicts nor lost responses.
 *
 * @param maxAttempts attempts that were throttled, or whose response was lost; at least 1
 * @param firstDelay the bound of the first wait; zero to never wait
 * @param maxDelay what no wait exceeds
 * @param callTimeout the longest duration of a call of a store, with all its requests and waits; of
 *     an admin's and a projector's work, of each request and each group or message. A shorter
 *     time-out of the client holds for each request. {@link io.github.ddbmessaging.MessagingTable}
 *     and what reads the stream have only the client's time-outs
 */
public record RetrySettings(
    int maxAttempts, Duration firstDelay, Duration maxDelay, Duration callTimeout) {
  // Before DEFAULT, whose making it checks.
  private static final Duration LONGEST_DELAY = Duration.ofDays(1);
  private static final Duration SHORTEST_CALL = Duration.ofMillis(1);
  private static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(10);

  /** 16 attempts, waiting up to 10 ms at first and up to 1 s at last, in at most 10 s. */
  public static final RetrySettings DEFAULT =
      new RetrySettings(16, Duration.ofMillis(10), Duration.ofSeconds(1));

  /**
   * Checks the values.
   *
   * @throws InvalidInputException if there is no attempt, a delay is negative or over a day, or the
   *     longest duration is not between a millisecond and a day
   */
  public RetrySettings {
    requireNonNull(firstDelay, "firstDelay");
    requireNonNull(maxDelay, "maxDelay");
    if (maxAttempts < 1) {
      throw new InvalidInputException("maxAttempts is " + maxAttempts + "; at least 1 is needed");
    }
    checkDelay("firstDelay", firstDelay);
    checkDelay("maxDelay", maxDelay);
    requireNonNull(callTimeout, "callTimeout");
    if (callTimeout.compareTo(SHORTEST_CALL) < 0 || callTimeout.compareTo(LONGEST_DELAY) > 0) {
      throw new InvalidInputException(
          "callTimeout is " + callTimeout + "; it can be PT0.001S to PT24H");
    }
  }

  /**
   * Settings with the default longest duration, 10 seconds.
   *
   * @param maxAttempts attempts in all, at least 1
   * @param firstDelay the bound of the first wait; zero to never wait
   * @param maxDelay what no wait exceeds
   */
  public RetrySettings(int maxAttempts, Duration firstDelay, Duration maxDelay) {
    this(maxAttempts, firstDelay, maxDelay, DEFAULT_CALL_TIMEOUT);
  }

  /**
   * These settings with another longest duration.
   *
   * @param longest a millisecond to a day
   * @return a copy
   * @throws InvalidInputException if it is out of these bounds
   */
  public RetrySettings withCallTimeout(Duration longest) {
    return new RetrySettings(maxAttempts, firstDelay, maxDelay, longest);
  }

  private static void checkDelay(String name, Duration delay) {
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new InvalidInputException(name + " is " + delay + "; it can be PT0S to PT24H");
    }
  }
}
