package io.github.ddbmessaging.testing.fault;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** How time passes where a fault takes some. */
@FunctionalInterface
public interface Delay {

  /**
   * Lets time pass. Called from the calling thread of the client.
   *
   * @param duration how long, not negative
   * @return completes when the time has passed; a synchronous call waits for it
   */
  CompletableFuture<Void> pass(Duration duration);
}
