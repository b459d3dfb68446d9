package io.github.ddbmessaging.model;

/** The group to send into does not exist: it has no head item. */
public final class GroupNotFoundException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param groupId the id of the missing group
   */
  public GroupNotFoundException(String groupId) {
    super(
        "There is no message group '"
            + groupId
            + "'; create it with createGroup first, or, if it is one of the original application,"
            + " name its members with adoptGroup");
  }
}
