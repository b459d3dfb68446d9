package io.github.ddbmessaging.model;

/** The message is deleted: it can neither be edited nor reacted to. Nothing was written. */
public final class MessageDeletedException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the message.
   *
   * @param ref what names it
   */
  public MessageDeletedException(MessageRef ref) {
    super(
        "Message '"
            + ref.messageId()
            + "' of message group '"
            + ref.groupId()
            + "' is deleted; list the messages again");
  }
}
