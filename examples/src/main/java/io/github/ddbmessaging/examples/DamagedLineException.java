package io.github.ddbmessaging.examples;

/** A line of a conversation's file is not what it should be. Tells what, without quoting texts. */
public final class DamagedLineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is wrong with the line
   */
  public DamagedLineException(String message) {
    super(message);
  }
}
