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

  /**
   * Creates the exception for a group of which something is there.
   *
   * @param groupId the id of the group
   * @param item the key of an item of it
   */
  public GroupNotFoundException(String groupId, String item) {
    super(
        "There is no message group '"
            + groupId
            + "' for the item "
            + item
            + "; nobody knows who is in it, so name its members with adoptGroup");
  }
}
