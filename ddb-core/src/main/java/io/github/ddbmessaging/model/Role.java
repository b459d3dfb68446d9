package io.github.ddbmessaging.model;

/** What a member of a group may do beside reading, sending, adding members and leaving. */
public enum Role {
  /**
   * Removes others, changes roles, renames the group and deletes every message that they may see.
   */
  OWNER,
  /** Nothing else. */
  MEMBER
}
