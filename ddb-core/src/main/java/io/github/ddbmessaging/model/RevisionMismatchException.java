package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

/**
 * The message has another revision than the edit was made for: somebody changed it since. {@link
 * #current()} is the message as it is. Nothing was written.
 */
public final class RevisionMismatchException extends MessagingException {
  private static final long serialVersionUID = 1L;

  private final transient Message current;

  /**
   * Names both revisions.
   *
   * @param expected the revision that was given
   * @param current the message as it is
   */
  public RevisionMismatchException(long expected, Message current) {
    super(
        "Message '"
            + current.id()
            + "' of message group '"
            + current.groupId()
            + "' has revision "
            + current.status().revision()
            + ", not "
            + expected
            + "; show the current message and edit that");
    this.current = requireNonNull(current, "current");
  }

  /**
   * The message as it is.
   *
   * @return the current message
   */
  public Message current() {
    return current;
  }
}
