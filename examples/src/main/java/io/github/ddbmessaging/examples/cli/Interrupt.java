package io.github.ddbmessaging.examples.cli;

import java.util.concurrent.CountDownLatch;

/** Lets work that lasts end in order when the program is interrupted, as by Ctrl-C. */
final class Interrupt {
  private Interrupt() {}

  /**
   * Works. An interrupt of the program meanwhile asks the work to stop, and the program ends only
   * when it has.
   *
   * @param stop asks the work to stop; run by another thread
   * @param work what lasts until it is asked to stop
   */
  static void stops(Runnable stop, Runnable work) {
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              stop.run();
              await(ended);
            },
            "interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      work.run();
    } finally {
      ended.countDown();
      remove(hook);
    }
  }

  /**
   * Waits, unless the thread is interrupted.
   *
   * @param event what to wait for
   */
  static void await(CountDownLatch event) {
    try {
      event.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending: the hook is what runs.
    }
  }
}
