package io.github.ddbmessaging.model;

/**
 * The group is one of the original application, and has to be adopted first. Send a message into
 * it, or adopt it as an operator does, and call again.
 */
public final class GroupNotAdoptedException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the group.
   *
   * @param groupId which group
   */
  public GroupNotAdoptedException(String groupId) {
    super(
        "Message group '"
            + groupId
            + "' has no head, as those of the original application until they are adopted; send a"
            + " message into it, or adopt it with adoptGroup or migrate, and call again");
  }
}
