package io.github.ddbmessaging.testing;

import java.time.Duration;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** How the SDK retries calls of DynamoDB if nothing on the machine says otherwise. */
final class Retries {

  private static final int ATTEMPTS = 9;
  private static final Duration FIRST_DELAY = Duration.ofMillis(25);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(20);

  private Retries() {}

  static RetryStrategy asByDefault() {
    // The client adds what to retry.
    return DefaultRetryStrategy.legacyStrategyBuilder()
        .maxAttempts(ATTEMPTS)
        .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_DELAY, LONGEST_DELAY))
        .build();
  }
}
