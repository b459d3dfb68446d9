package io.github.ddbmessaging.model;

/**
 * Learns what each call of a store did and cost. Called once per call of a store's method, when it
 * ends, on the thread that ends it; so it must be quick and thread-safe. What it throws is logged
 * and otherwise ignored.
 */
@FunctionalInterface
public interface CallListener {
  /**
   * A call of a store's method has ended.
   *
   * @param report what it did
   */
  void onCall(CallReport report);
}
