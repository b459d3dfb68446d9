package io.github.ddbmessaging.internal.item;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When DynamoDB may delete an idempotency marker. */
public final class MarkerEnd {
  /** DynamoDB's time to live and the clocks of the senders may be off by so much. */
  private static final Duration MARGIN = Duration.ofDays(2);

  private MarkerEnd() {}

  /**
   * The end of a marker.
   *
   * @param now the clock of who writes it
   * @param message the time of the message that it stands for
   * @param window how long it counts at least, if clocks are right
   */
  public static Instant of(Instant now, Instant message, Duration window) {
    Instant later = message.isAfter(now) ? message : now;
    return later.plus(window).plus(MARGIN).truncatedTo(ChronoUnit.SECONDS);
  }
}
