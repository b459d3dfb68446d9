package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one user has read, muted, pinned and hidden of one group. It is an item of its own, which
 * only that user and the service change.
 *
 * @param userId whose state
 * @param groupId of which group
 * @param readUpTo the last message that counts as read, by its time in UTC and its id as a sort
 *     key; null if the user has marked none. The message need not be there any more
 * @param unreadMarks how often the user has marked messages as unread
 * @param mutedUntil until when the user wants no notifications, or null
 * @param pinnedAt when the user pinned the group, or null if it is not pinned
 * @param hiddenUpTo the group is hidden while its newest message is not later than this; null if it
 *     is not hidden
 * @param data the caller's own strings
 */
public record GroupState(
    String userId,
    String groupId,
    @Nullable SortKey readUpTo,
    long unreadMarks,
    @Nullable Instant mutedUntil,
    @Nullable Instant pinnedAt,
    @Nullable Instant hiddenUpTo,
    Map<String, String> data) {
  /** Refuses null, save for what a state may lack, and copies the data. */
  public GroupState {
    requireNonNull(userId, "userId");
    requireNonNull(groupId, "groupId");
    data = Map.copyOf(data);
  }

  /**
   * The state of a group with which the user has done nothing of all this.
   *
   * @param userId whose state
   * @param groupId of which group
   * @return the state
   */
  public static GroupState none(String userId, String groupId) {
    return new GroupState(userId, groupId, null, 0, null, null, null, Map.of());
  }

  /**
   * Whether the user wants no notifications of the group.
   *
   * @param now the moment
   * @return true until {@link #mutedUntil()}
   */
  public boolean isMuted(Instant now) {
    return mutedUntil != null && now.isBefore(mutedUntil);
  }

  /**
   * Whether the user pinned the group.
   *
   * @return true if {@link #pinnedAt()} says when
   */
  public boolean isPinned() {
    return pinnedAt != null;
  }

  /**
   * Whether the group is hidden as long as it has this row.
   *
   * @param row the group's row in the user's list
   * @return true if its newest message is not later than {@link #hiddenUpTo()}
   */
  public boolean hides(MessageGroupRow row) {
    return hiddenUpTo != null
        && !row.lastMessageAt().truncatedTo(ChronoUnit.MICROS).isAfter(hiddenUpTo);
  }

  /**
   * Everything but the caller's strings, which stay out of logs.
   *
   * @return a description without content
   */
  @Override
  public String toString() {
    return "GroupState[userId="
        + userId
        + ", groupId="
        + groupId
        + ", readUpTo="
        + readUpTo
        + ", unreadMarks="
        + unreadMarks
        + ", mutedUntil="
        + mutedUntil
        + ", pinnedAt="
        + pinnedAt
        + ", hiddenUpTo="
        + hiddenUpTo
        + "]";
  }
}
