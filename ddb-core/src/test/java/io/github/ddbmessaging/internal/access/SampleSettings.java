package io.github.ddbmessaging.internal.access;

import io.github.ddbmessaging.internal.legacy.OriginalGroups;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.SendMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Settings of stores over table t, whose clock stands still and whose ids are counted. */
public final class SampleSettings {
  /** What the clock says, finer than keys are. */
  public static final Instant NOW = Instant.parse("2026-11-21T02:00:00.654321987Z");

  /** The sort key of the first message that is sent. */
  public static final String NEXT_KEY = "2026-11-21T02:00:00.654321Z#id-1";

  /** Half of the bound of the first wait. */
  public static final Duration FIRST_WAIT = Duration.ofMillis(5);

  /** What no store asks for, so that a request that does has it from the settings. */
  public static final ReturnConsumedCapacity CAPACITY = ReturnConsumedCapacity.TOTAL;

  private SampleSettings() {}

  /** Three attempts, texts of ten characters, keys remembered for a day. */
  public static StoreSettings settings() {
    return settings(3, 10);
  }

  public static StoreSettings withAttempts(int attempts) {
    return settings(attempts, 10);
  }

  public static StoreSettings withTextLength(int codePoints) {
    return settings(3, codePoints);
  }

  /** The same in streamed mode. */
  public static StoreSettings streamed() {
    return settings().withSendMode(SendMode.STREAMED);
  }

  /** The part of the settings that requests need. */
  public static RequestSettings requests() {
    return settings().requests();
  }

  private static StoreSettings settings(int attempts, int textLength) {
    return StoreSettings.of(
        new RequestSettings(
            "t",
            false,
            false,
            CAPACITY,
            new RetrySettings(attempts, FIRST_WAIT.multipliedBy(2), Duration.ofSeconds(1)),
            () -> 0.5,
            counted(),
            InstantSource.fixed(NOW),
            false),
        new StoreSettings.Messages(
            textLength, Duration.ofDays(1), SendMode.TRANSACTIONAL, null, null),
        null,
        new OriginalGroups(ZoneOffset.UTC));
  }

  /** Gives id-1, id-2 and so on. */
  private static Supplier<String> counted() {
    AtomicInteger last = new AtomicInteger();
    return () -> "id-" + last.incrementAndGet();
  }
}
