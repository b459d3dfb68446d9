package io.github.ddbmessaging.model;

/**
 * An argument breaks a rule of {@link Limits}, a cursor is damaged or comes from another listing,
 * or arguments contradict each other or what is in the table. Nothing was written.
 */
public final class InvalidInputException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message which argument breaks which rule
   */
  public InvalidInputException(String message) {
    super(message);
  }
}
