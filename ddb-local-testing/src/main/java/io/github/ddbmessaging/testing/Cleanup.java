package io.github.ddbmessaging.testing;

import org.jspecify.annotations.Nullable;

/** Runs every step, whatever became of those before, and reports all failures as one. */
final class Cleanup {

  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  private @Nullable Throwable failure;

  void run(Step step) {
    try {
      step.run();
    } catch (Throwable e) {
      if (failure == null) {
        failure = e;
      } else if (failure != e) {
        failure.addSuppressed(e);
      }
    }
  }

  /** Throws the first failure, with the others as suppressed ones. */
  void finish() throws Exception {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof Exception exception) {
      throw exception;
    }
  }
}
