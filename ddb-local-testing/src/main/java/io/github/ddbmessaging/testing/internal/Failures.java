package io.github.ddbmessaging.testing.internal;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Takes exceptions out of the wrappers that futures put around them. */
public final class Failures {

  private Failures() {}

  /**
   * Finds the exception that a call failed with.
   *
   * @param failure what a future's callback or getter reported
   * @return the exception itself, without a future's wrapper
   */
  public static Throwable bare(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapper =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return wrapper && cause != null ? bare(cause) : failure;
  }
}
