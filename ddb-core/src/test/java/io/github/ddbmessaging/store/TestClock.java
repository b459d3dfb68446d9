package io.github.ddbmessaging.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves by one step, forwards, backwards or not at all, with every look at it. */
public final class TestClock implements InstantSource {
  public static final Instant START = Instant.parse("2026-11-21T01:02:03.123456Z");

  private final Duration step;
  private Instant next;

  private TestClock(Instant start, Duration step) {
    this.next = start;
    this.step = step;
  }

  public static TestClock ticking() {
    return stepping(Duration.ofSeconds(1));
  }

  public static TestClock frozen() {
    return stepping(Duration.ZERO);
  }

  public static TestClock stepping(Duration step) {
    return new TestClock(START, step);
  }

  @Override
  public synchronized Instant instant() {
    Instant now = next;
    next = now.plus(step);
    return now;
  }

  public synchronized void set(Instant time) {
    next = time;
  }

  public synchronized void advance(Duration by) {
    next = next.plus(by);
  }
}
