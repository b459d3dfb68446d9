package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a command acts for. */
final class ActingOption {
  @Option(
      names = "--as",
      paramLabel = "USER",
      description = "Act as this user, who may do only what is theirs; default the service.")
  private @Nullable String user;

  MessagingStore of(MessagingStore store) {
    return user == null ? store : store.actingAs(user);
  }
}
