package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.RetrySettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.function.Supplier;

/** A process with stores of its own, a clock that may be wrong, and ids that no other makes. */
final class Node {
  static final int ATTEMPTS = 4;
  private static final RetrySettings RETRIES =
      new RetrySettings(ATTEMPTS, Duration.ZERO, Duration.ZERO);

  final String name;
  final MessagingStore store;
  final AsyncMessagingStore asyncStore;

  /** Whether it has died: whatever still runs of it must not go on. */
  boolean dead;

  Node(String name, InstantSource clock, Network network, String table) {
    this.name = name;
    Supplier<String> ids = ids(name);
    this.store =
        MessagingStore.builder()
            .client(network.client())
            .tableName(table)
            .clock(clock)
            .ids(ids)
            .random(network::pause)
            .retries(RETRIES)
            .build();
    this.asyncStore =
        AsyncMessagingStore.builder()
            .client(network.asyncClient())
            .tableName(table)
            .clock(clock)
            .ids(ids)
            .random(network::pause)
            .retries(RETRIES)
            .build();
  }

  /** Begin with a random letter, so that of two with the same time either can be the higher. */
  private static Supplier<String> ids(String process) {
    Random random = new Random(process.hashCode());
    int[] count = {0};
    return () -> (char) ('a' + random.nextInt(26)) + process + "-" + count[0]++;
  }
}
