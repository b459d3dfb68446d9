package io.github.ddbmessaging.internal.run;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;

/** The time-out that a client has been given for each of its calls; the shorter one wins. */
final class ClientTimeout {
  private final Optional<Duration> configured;

  private ClientTimeout(Optional<Duration> configured) {
    this.configured = configured;
  }

  static ClientTimeout of(Supplier<? extends AwsServiceClientConfiguration> client) {
    try {
      return new ClientTimeout(client.get().overrideConfiguration().apiCallTimeout());
    } catch (RuntimeException e) {
      // A hand-written client need not tell its configuration.
      return new ClientTimeout(Optional.empty());
    }
  }

  /** The time-out that a request needs; none if the client's own comes before. */
  Optional<Duration> limit(Duration left) {
    return configured.filter(own -> own.compareTo(left) <= 0).isPresent()
        ? Optional.empty()
        : Optional.of(left);
  }
}
