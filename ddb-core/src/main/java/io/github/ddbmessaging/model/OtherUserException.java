package io.github.ddbmessaging.model;

/** A store that acts for one user was asked to do something in the name of another. */
public final class OtherUserException extends AccessRefusedException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message who is refused what
   */
  public OtherUserException(String message) {
    super(message);
  }
}
