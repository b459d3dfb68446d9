package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.model.NewMessage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The idempotency key of a send. */
final class KeyOption {
  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Idempotency key: the same send with the same key has the effect of one.")
  private @Nullable String key;

  NewMessage addTo(NewMessage message) {
    return key == null ? message : message.withIdempotencyKey(key);
  }
}
