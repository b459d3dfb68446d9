package io.github.ddbmessaging.model;

/**
 * Somebody wants to read or write what they may not: the sender of a message, or the user whom a
 * store {@linkplain io.github.ddbmessaging.MessagingStore#actingAs acts for}. A service answers it
 * with status 403 or 404.
 */
public abstract sealed class AccessRefusedException extends MessagingException
    permits NotAMemberException, NotAnOwnerException, NotTheSenderException, OtherUserException {
  private static final long serialVersionUID = 1L;

  AccessRefusedException(String message) {
    super(message);
  }
}
