package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * How one user reacts to one message: the item of its own that this is stored in.
 *
 * @param groupId the group of the message
 * @param message the message's time in UTC and its id, as a sort key
 * @param userId who reacts
 * @param emojis the reactions, sorted; none if all were removed again
 */
public record UserReactions(String groupId, SortKey message, String userId, Set<String> emojis) {
  /** Refuses null, and copies the reactions. */
  public UserReactions {
    requireNonNull(groupId, "groupId");
    requireNonNull(message, "message");
    requireNonNull(userId, "userId");
    emojis = Collections.unmodifiableSet(new TreeSet<>(emojis));
  }

  /**
   * Everything but the reaction itself, which stays out of logs.
   *
   * @return a description without content
   */
  @Override
  public String toString() {
    return "UserReactions[groupId="
        + groupId
        + ", message="
        + message
        + ", userId="
        + userId
        + ", emojis="
        + emojis.size()
        + "]";
  }
}
