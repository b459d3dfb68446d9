package io.github.ddbmessaging.examples.cli.table;

/** A command can't do what it was asked for. The message is one line that says what to do. */
public final class ToolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is wrong and what to do
   */
  public ToolException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message what is wrong and what to do
   * @param cause what it follows from
   */
  public ToolException(String message, Throwable cause) {
    super(message, cause);
  }
}
