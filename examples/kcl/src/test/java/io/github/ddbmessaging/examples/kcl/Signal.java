package io.github.ddbmessaging.examples.kcl;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lets a test wait until something holds, which is looked at again whenever something happened. */
final class Signal {
  synchronized void raise() {
    notifyAll();
  }

  /** Whether the condition held before the time was over. */
  synchronized boolean await(BooleanSupplier condition, Duration atMost)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
