package io.github.ddbmessaging.testing;

import org.jspecify.annotations.Nullable;

/** Waits to the end, even if the waiting thread is interrupted, which it then stays. */
final class Uninterruptibly {

  private Uninterruptibly() {}

  /**
   * What waits.
   *
   * @param <T> what it waits for
   * @param <E> what it fails with
   */
  @FunctionalInterface
  interface Wait<T extends @Nullable Object, E extends Exception> {
    T get() throws InterruptedException, E;
  }

  static <T extends @Nullable Object, E extends Exception> T await(Wait<T, E> wait) throws E {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return wait.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
