package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.AsyncMessagingAdmin;
import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.AsyncProjector;
import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingBuilder;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.Projector;
import io.github.ddbmessaging.model.RetrySettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A process with stores of its own, a clock that may be wrong, and ids that no other makes. */
final class Node {
  static final int ATTEMPTS = 4;
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final RetrySettings RETRIES =
      new RetrySettings(ATTEMPTS, Duration.ZERO, Duration.ZERO);

  final String name;
  final Store store;
  final Projector projector;
  final AsyncProjector asyncProjector;
  final MessagingAdmin admin;
  final AsyncMessagingAdmin asyncAdmin;

  /** Whether it has died: whatever still runs of it must not continue. */
  boolean dead;

  private final InstantSource clock;
  private final Network network;
  private final Supplier<AsyncMessagingStore> newAsyncStore;
  private final Supplier<String> ids;

  Node(String name, InstantSource clock, Network network) {
    this.name = name;
    this.clock = clock;
    this.network = network;
    this.ids = ids(name);
    DynamoDbClient client = network.client();
    DynamoDbAsyncClient asyncClient = network.asyncClient();
    MessagingStore sync =
        with(MessagingStore.builder().client(client))
            .clock(clock)
            .idempotencyWindow(WINDOW)
            .build();
    this.newAsyncStore =
        () ->
            with(AsyncMessagingStore.builder().client(asyncClient))
                .clock(clock)
                .idempotencyWindow(WINDOW)
                .build();
    this.store = Store.of(sync);
    this.projector = sync.projector();
    // Its parts are projected one after the other, so that each can tell when it waits.
    this.asyncProjector = newAsyncStore.get().projector().parallel(1);
    this.admin = with(MessagingAdmin.builder().client(client)).build();
    this.asyncAdmin = with(AsyncMessagingAdmin.builder().client(asyncClient)).build();
  }

  /** What its clock says. */
  Instant now() {
    return clock.instant();
  }

  /** A store for one call, so that the calls of a node don't wait for each other. */
  Store asyncStore() {
    return Store.of(newAsyncStore.get());
  }

  private <B extends MessagingBuilder<B>> B with(B builder) {
    return builder.tableName(Cluster.TABLE).ids(ids).random(network::pause).retries(RETRIES);
  }

  /** Begin with a random letter, so that of two with the same time either can be the higher. */
  private static Supplier<String> ids(String process) {
    Random random = new Random(process.hashCode());
    int[] count = {0};
    return () -> (char) ('a' + random.nextInt(26)) + process + "-" + count[0]++;
  }
}
