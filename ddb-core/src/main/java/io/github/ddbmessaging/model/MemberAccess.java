package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Since when a member is in a group, and what they may do and see there.
 *
 * @param role what they may do
 * @param joinedAt when they joined, or null if they are in the group since it was made
 * @param visibleFrom the last message that they may not see, by its time in UTC and its id; they
 *     see all above it. Null if they see all
 */
public record MemberAccess(Role role, @Nullable Instant joinedAt, @Nullable SortKey visibleFrom) {
  /** Of a member who is in the group since it was made. */
  public static final MemberAccess FROM_BEGINNING = new MemberAccess(Role.MEMBER, null, null);

  /** Refuses a missing role. */
  public MemberAccess {
    requireNonNull(role, "role");
  }

  /**
   * This access with another role.
   *
   * @param newRole what they may do
   * @return a copy
   */
  public MemberAccess withRole(Role newRole) {
    return new MemberAccess(newRole, joinedAt, visibleFrom);
  }

  /**
   * Whether the member may see a message.
   *
   * @param reference the time in UTC and the id of the message, as a sort key
   * @return true if it is above {@link #visibleFrom()}
   */
  public boolean sees(SortKey reference) {
    return visibleFrom == null || reference.compareTo(visibleFrom) > 0;
  }
}
