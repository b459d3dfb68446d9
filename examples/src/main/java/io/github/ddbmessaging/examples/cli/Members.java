package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.table.ToolException;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.MessageGroup;

/** Who is in a group. */
final class Members {
  private Members() {}

  /**
   * Finds a group as it is now: who has just added somebody wants to see that.
   *
   * @param store acts for whoever asks
   * @param groupId which group
   * @return the group
   * @throws GroupNotFoundException if there is none
   */
  static MessageGroup group(MessagingStore store, String groupId) {
    return store
        .withConsistentReads()
        .findGroup(groupId)
        .orElseThrow(() -> new GroupNotFoundException(groupId));
  }

  /**
   * Finds a group of a user. The library takes any group, and what somebody mistyped would stay in
   * the table for ever.
   *
   * @param store acts for whoever asks
   * @param groupId which group
   * @param userId who must be a member
   * @return the group
   */
  static MessageGroup groupOf(MessagingStore store, String groupId, String userId) {
    MessageGroup group = group(store, groupId);
    if (group.findMember(userId).isEmpty()) {
      throw new ToolException(
          "User '"
              + userId
              + "' is not in message group '"
              + groupId
              + "'; 'ddb members' tells who is");
    }
    return group;
  }
}
