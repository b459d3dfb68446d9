package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A group in a user's list, with what the user has read, muted and pinned of it.
 *
 * @param row the group's row
 * @param state the user's state of the group
 * @param unread whether there are live messages of others above the last one that the user has read
 *     or written
 * @param mentioned whether the message that the row shows is one of these and mentions the user
 */
public record InboxEntry(MessageGroupRow row, GroupState state, boolean unread, boolean mentioned) {
  /** Refuses null. */
  public InboxEntry {
    requireNonNull(row, "row");
    requireNonNull(state, "state");
  }

  /**
   * Whether the user wants no notifications of the group.
   *
   * @param now the moment
   * @return {@link GroupState#isMuted}
   */
  public boolean isMuted(Instant now) {
    return state.isMuted(now);
  }

  /**
   * Whether the user pinned the group.
   *
   * @return {@link GroupState#isPinned}
   */
  public boolean isPinned() {
    return state.isPinned();
  }
}
