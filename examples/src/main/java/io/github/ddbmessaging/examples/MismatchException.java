package io.github.ddbmessaging.examples;

/** What was read is not what was written. Tells where, not what: texts stay out of messages. */
final class MismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what differs where
   */
  MismatchException(String message) {
    super(message);
  }
}
