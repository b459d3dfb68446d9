package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * That a user was in a group. It stays when the user joins again, and is replaced when they leave
 * once more.
 *
 * @param userId who
 * @param groupId the group
 * @param leftAt when they left or were removed, by the clock of the store that wrote it
 */
public record FormerMembership(String userId, String groupId, Instant leftAt) {
  /** Refuses null. */
  public FormerMembership {
    requireNonNull(userId, "userId");
    requireNonNull(groupId, "groupId");
    requireNonNull(leftAt, "leftAt");
  }
}
