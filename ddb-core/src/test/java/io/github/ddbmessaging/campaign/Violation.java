package io.github.ddbmessaging.campaign;

/** A promise that was broken. */
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1L;

  /** Which one. */
  private final String promise;

  Violation(String promise, String what) {
    super(promise + ": " + what);
    this.promise = promise;
  }

  String promise() {
    return promise;
  }

  static void unless(boolean kept, String promise, String what) {
    if (!kept) {
      throw new Violation(promise, what);
    }
  }
}
