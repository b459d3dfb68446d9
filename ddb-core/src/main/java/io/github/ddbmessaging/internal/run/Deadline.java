package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.internal.run.Operation.TimeLimit;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How much time is left for an operation. Immutable. */
final class Deadline {
  private final LongSupplier nanoTime;
  private final Duration timeout;
  private final TimeLimit limit;

  /** Whether it is the time of the whole operation, which has no end if it works in parts. */
  private final boolean whole;

  private final long begin;

  private Deadline(LongSupplier nanoTime, Duration timeout, TimeLimit limit, boolean whole) {
    this.nanoTime = nanoTime;
    this.timeout = timeout;
    this.limit = limit;
    this.whole = whole;
    this.begin = nanoTime.getAsLong();
  }

  /** The time of an operation that begins now. */
  static Deadline begin(LongSupplier nanoTime, Duration timeout, TimeLimit limit) {
    return new Deadline(nanoTime, timeout, limit, true);
  }

  /** The time of one of several operations, or of a part of one, that begins now. */
  Deadline ofPart() {
    return limit == TimeLimit.PART ? new Deadline(nanoTime, timeout, limit, false) : this;
  }

  /** A wait, cut short so that enough is left after it. */
  Duration atMost(Duration wait) {
    Duration most = forWaiting();
    return wait.compareTo(most) < 0 ? wait : most;
  }

  /** How long to wait in a line at most, so that enough is left to do without it. */
  Duration forWaiting() {
    return left().dividedBy(2);
  }

  /** The time left for the next request; zero or negative if it is over. */
  Duration left() {
    return limit == TimeLimit.PART && whole
        ? timeout
        : timeout.minusNanos(nanoTime.getAsLong() - begin);
  }
}
