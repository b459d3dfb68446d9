package io.github.ddbmessaging.model;

/** Where a user's new names are to be written. */
public enum RenameScope {
  /** In the groups: their member lists, and the rows that show the user. */
  GROUPS,
  /** In the groups, and in all messages that the user wrote, also in groups that they have left. */
  GROUPS_AND_MESSAGES
}
