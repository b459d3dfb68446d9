package io.github.ddbmessaging.internal.run;

import java.util.function.Supplier;

/**
 * One access pattern with its arguments: what either runner runs.
 *
 * @param name the method, as listeners see it
 * @param first checks the arguments and makes the first step
 * @param limit what may take the call's longest duration
 * @param <T> what the operation returns
 */
public record Operation<T>(String name, Supplier<Step<T>> first, TimeLimit limit) {

  /** What may take the longest duration that the caller allows. */
  public enum TimeLimit {
    /** The whole call. */
    CALL,
    /** Each request, and each of several parallel operations: the work grows with the table. */
    PART
  }

  /** An operation that ends within the longest duration. */
  public Operation(String name, Supplier<Step<T>> first) {
    this(name, first, TimeLimit.CALL);
  }

  /** An operation each of whose parts ends within the longest duration. */
  public static <T> Operation<T> inParts(String name, Supplier<Step<T>> first) {
    return new Operation<>(name, first, TimeLimit.PART);
  }
}
