package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

/**
 * How far a member has read a group.
 *
 * @param userId which member
 * @param readUpTo the last message that counts as read, by its time in UTC and its id as a sort
 *     key; the message need not be there any more
 */
public record ReadPosition(String userId, SortKey readUpTo) {
  /** Refuses null. */
  public ReadPosition {
    requireNonNull(userId, "userId");
    requireNonNull(readUpTo, "readUpTo");
  }

  /**
   * Whether the member has read a message of the group.
   *
   * @param message the message. One of the original application that is not migrated yet must say
   *     its time in UTC or with an offset
   * @return true if it is not above {@link #readUpTo()}
   */
  public boolean covers(Message message) {
    return SortKey.of(message.createdAt(), message.id()).compareTo(readUpTo) <= 0;
  }
}
