package io.github.ddbmessaging.model;

/**
 * The change log does not reach back to the token: it is older than 29 days, or an entry is gone.
 * Start again: take a new token, and then list the messages anew.
 */
public final class ChangesTokenExpiredException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the group.
   *
   * @param groupId whose changes were asked for
   */
  public ChangesTokenExpiredException(String groupId) {
    super(
        "The change log of message group '"
            + groupId
            + "' does not reach back to the token; take a new one with beginChanges() and list the"
            + " messages again");
  }
}
