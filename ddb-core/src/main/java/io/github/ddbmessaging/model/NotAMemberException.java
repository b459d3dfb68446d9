package io.github.ddbmessaging.model;

import io.github.ddbmessaging.MessagingStore;

/**
 * A user is no member of the group that they, or a store {@linkplain MessagingStore#actingAs acting
 * for them}, want to read from or write to. A store that acts for a user throws this also for a
 * group that does not exist, so that nobody can find out which groups there are, and for another
 * user's list of groups.
 */
public final class NotAMemberException extends MessagingException {
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
