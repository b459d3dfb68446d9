package io.github.ddbmessaging.internal.access;

import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.RetrySettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Settings of stores over table t, whose clock stands still and whose ids are counted. */
public final class SampleSettings {
  /** What the clock says, finer than keys are. */
  public static final Instant NOW = Instant.parse("2026-11-21T02:00:00.654321987Z");

  /** The sort key of the first message that is sent. */
  public static final String NEXT_KEY = "2026-11-21T02:00:00.654321Z#id-1";

  /** Half of the bound of the first wait. */
  public static final Duration FIRST_WAIT = Duration.ofMillis(5);

  private SampleSettings() {}

  /** Three attempts, texts of ten characters, keys remembered for a day, nobody listening. */
  public static StoreSettings settings() {
    return settings(3, 10, null);
  }

  public static StoreSettings withAttempts(int attempts) {
    return settings(attempts, 10, null);
  }

  public static StoreSettings withTextLength(int codePoints) {
    return settings(3, codePoints, null);
  }

  public static StoreSettings withListener(CallListener listener) {
    return settings(3, 10, listener);
  }

  private static StoreSettings settings(
      int attempts, int textLength, @Nullable CallListener listener) {
    return new StoreSettings(
        "t",
        InstantSource.fixed(NOW),
        counted(),
        () -> 0.5,
        textLength,
        new RetrySettings(attempts, FIRST_WAIT.multipliedBy(2), Duration.ofSeconds(1)),
        Duration.ofDays(1),
        listener,
        null,
        false,
        false);
  }

  /** Gives id-1, id-2 and so on. */
  private static Supplier<String> counted() {
    AtomicInteger last = new AtomicInteger();
    return () -> "id-" + last.incrementAndGet();
  }
}
