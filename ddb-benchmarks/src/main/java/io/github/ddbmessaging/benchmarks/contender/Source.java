package io.github.ddbmessaging.benchmarks.contender;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Where times and ids come from: the same ones in every run, of one length, and cheap, so that they
 * neither blur sizes nor times.
 *
 * @param clock the time, a millisecond later each time it is asked
 * @param ids ids of 36 characters, each once
 */
public record Source(InstantSource clock, Supplier<String> ids) {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

  /**
   * Begins anew.
   *
   * @return a source that any number of threads may use
   */
  public static Source fresh() {
    AtomicLong ticks = new AtomicLong();
    AtomicLong ids = new AtomicLong();
    return new Source(
        () -> START.plusMillis(ticks.getAndIncrement()),
        () -> new UUID(0, ids.getAndIncrement()).toString());
  }
}
