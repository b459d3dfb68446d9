package io.github.ddbmessaging.model;

/** A store acts for a member who does not own the group, and only owners may do that. */
public final class NotAnOwnerException extends AccessRefusedException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the user and the group.
   *
   * @param userId whom the store acts for
   * @param groupId the group
   * @param what as in "rename it"
   */
  public NotAnOwnerException(String userId, String groupId, String what) {
    super(
        "User '"
            + userId
            + "' does not own message group '"
            + groupId
            + "'; only its owners and a store that acts for nobody can "
            + what);
  }
}
