package io.github.ddbmessaging.model;

import org.jspecify.annotations.Nullable;

/**
 * An argument breaks a rule of {@link Limits}, a cursor is damaged or comes from another listing,
 * or arguments contradict each other or what is in the table. Nothing was written.
 */
public final class InvalidInputException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /**
   * Refuses null where the value often comes from outside, as from a field that a request's body
   * lacks.
   */
  static <T> T requireGiven(@Nullable T value, String name) {
    if (value == null) {
      throw new InvalidInputException("No " + name + " is given: it is null");
    }
    return value;
  }

  /**
   * Creates the exception.
   *
   * @param message which argument breaks which rule
   */
  public InvalidInputException(String message) {
    super(message);
  }
}
