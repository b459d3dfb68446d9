package io.github.ddbmessaging.model;

/**
 * Is told what each call of a store or admin did and cost, once per call, when it completes, on the
 * thread that completes it; so it must be quick and thread-safe. What it throws is logged and
 * otherwise ignored.
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
