package io.github.ddbmessaging.model;

/**
 * A store that acts for a user is to change a message of somebody else, or one that the service
 * wrote. Nothing was written.
 */
public final class NotTheSenderException extends AccessRefusedException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the user and the message.
   *
   * @param userId whom the store acts for
   * @param ref what names the message
   */
  public NotTheSenderException(String userId, MessageRef ref) {
    super(
        "User '"
            + userId
            + "' did not write message '"
            + ref.messageId()
            + "' of message group '"
            + ref.groupId()
            + "'; only its sender and a store that acts for nobody can change it, and an owner of"
            + " the group can delete it");
  }
}
