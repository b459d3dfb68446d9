package io.github.ddbmessaging.model;

/**
 * There is no such message, or none any more: it never was, it has expired, or it was purged.
 * Nothing was written.
 */
public final class MessageNotFoundException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the message.
   *
   * @param ref what names it
   */
  public MessageNotFoundException(MessageRef ref) {
    super(
        "There is no message '"
            + ref.messageId()
            + "' in message group '"
            + ref.groupId()
            + "'; it may have expired or been purged. List the messages again");
  }
}
