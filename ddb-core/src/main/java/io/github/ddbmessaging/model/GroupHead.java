package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The head item of a group, whole: what a caller sees of the group, and what only the library
 * needs.
 *
 * @param group the group
 * @param removed the highest message known to be deleted, or null. While it is at or above the
 *     newest, a stream record of a message up to it may come late, after the message is gone
 */
public record GroupHead(MessageGroup group, @Nullable SortKey removed) {
  /** Refuses null, save for the removed message. */
  public GroupHead {
    requireNonNull(group, "group");
  }

  /**
   * Whether a message may be deleted although a record of it comes.
   *
   * @param message the sort key of the message
   * @return true if it is not above the highest that was deleted
   */
  public boolean mayBeRemoved(SortKey message) {
    return removed != null && removed.compareTo(message) >= 0;
  }
}
