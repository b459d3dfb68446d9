package io.github.ddbmessaging.spring;

import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down once the poller has ended by itself: nothing comes from the stream any more. */
final class PollerHealthIndicator implements HealthIndicator {
  private final PollerLifecycle poller;

  PollerHealthIndicator(PollerLifecycle poller) {
    this.poller = poller;
  }

  @Override
  public Health health() {
    Optional<Throwable> failure = poller.failure();
    return failure.isEmpty()
        ? Health.up().build()
        : Health.down().withDetail("endedBy", failure.get().getClass().getName()).build();
  }
}
