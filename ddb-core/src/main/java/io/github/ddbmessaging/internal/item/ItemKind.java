package io.github.ddbmessaging.internal.item;

import static io.github.ddbmessaging.table.Keys.CHECKPOINTS_PREFIX;
import static io.github.ddbmessaging.table.Keys.FORMER_PREFIX;
import static io.github.ddbmessaging.table.Keys.GROUPS_PREFIX;
import static io.github.ddbmessaging.table.Keys.IDEMPOTENCY_PREFIX;
import static io.github.ddbmessaging.table.Keys.LOG_PREFIX;
import static io.github.ddbmessaging.table.Keys.MESSAGES_PREFIX;
import static io.github.ddbmessaging.table.Keys.REACTIONS_PREFIX;
import static io.github.ddbmessaging.table.Keys.STATES_PREFIX;

import io.github.ddbmessaging.table.Keys;

/** The kinds of item that the table holds. The key alone tells which one an item is. */
public enum ItemKind {
  /** A message of a group. */
  MESSAGE,
  /** The head of a group. */
  HEAD,
  /** An idempotency marker. */
  MARKER,
  /** An entry in a group's change log. */
  LOG_ENTRY,
  /** The reactions of a user to a message. */
  REACTIONS,
  /** A row in a user's list of groups. */
  ROW,
  /** That a user was in a group. */
  FORMER_MEMBERSHIP,
  /** What a user has read, muted, pinned or hidden of a group. */
  STATE,
  /** A stream consumer's checkpoint. */
  CHECKPOINT,
  /** Not an item of this library. */
  UNKNOWN;

  /** Whether items of this kind are listed by time. */
  public boolean isListed() {
    return this == MESSAGE || this == ROW;
  }

  static ItemKind of(String pk, String sk) {
    if (pk.startsWith(MESSAGES_PREFIX)) {
      return ofGroup(sk);
    }
    if (pk.startsWith(GROUPS_PREFIX)) {
      return ofUser(sk);
    }
    return pk.startsWith(CHECKPOINTS_PREFIX) ? CHECKPOINT : UNKNOWN;
  }

  private static ItemKind ofUser(String sortKey) {
    if (beginsWithTime(sortKey)) {
      return ROW;
    }
    if (sortKey.startsWith(FORMER_PREFIX)) {
      return FORMER_MEMBERSHIP;
    }
    return sortKey.startsWith(STATES_PREFIX) ? STATE : UNKNOWN;
  }

  private static ItemKind ofGroup(String sortKey) {
    if (beginsWithTime(sortKey)) {
      return MESSAGE;
    }
    if (sortKey.equals(Keys.HEAD)) {
      return ItemKind.HEAD;
    }
    if (sortKey.startsWith(IDEMPOTENCY_PREFIX)) {
      return MARKER;
    }
    if (sortKey.startsWith(LOG_PREFIX)) {
      return LOG_ENTRY;
    }
    return sortKey.startsWith(REACTIONS_PREFIX) ? REACTIONS : UNKNOWN;
  }

  /** Messages and rows begin with a digit, all other items with a letter. */
  private static boolean beginsWithTime(String sortKey) {
    return !sortKey.isEmpty() && sortKey.charAt(0) >= '0' && sortKey.charAt(0) <= '9';
  }
}
