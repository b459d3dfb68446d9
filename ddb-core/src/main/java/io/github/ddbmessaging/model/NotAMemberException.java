package io.github.ddbmessaging.model;

/**
 * A user is not a member of the group that they want to read or write, or there is no such group.
 * Which of the two is not told, so that nobody can find out which groups there are.
 */
public final class NotAMemberException extends AccessRefusedException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message who is refused what
   */
  public NotAMemberException(String message) {
    super(message);
  }
}
