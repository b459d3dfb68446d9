package io.github.ddbmessaging.table;

import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import java.util.Locale;

/**
 * Builders of the keys of the table, and what reads them back. {@link io.github.ddbmessaging The
 * package description} draws the whole key tree.
 */
public final class Keys {
  /** Before a user's id: the partition of that user's group rows and states. */
  public static final String GROUPS_PREFIX = "GRP#";

  /** Before a group's id: the partition of that group's messages. */
  public static final String MESSAGES_PREFIX = "MSG#";

  /** The sort key of a group's head. Above every message, which starts with a digit. */
  public static final String HEAD = "HEAD";

  /** Before a caller's key: the sort key of an idempotency marker. */
  public static final String IDEMPOTENCY_PREFIX = "IDEM#";

  /** Before a number: the sort key of an entry in a group's change log. */
  public static final String LOG_PREFIX = "LOG#";

  /** Before a message's key and a user: the sort key of that user's reactions to the message. */
  public static final String REACTIONS_PREFIX = "RCT#";

  /** Before a group's id: the sort key of a user's former membership. */
  public static final String FORMER_PREFIX = "WAS#";

  /** Before a group's id: the sort key of what a user has read, muted, pinned or hidden of it. */
  public static final String STATES_PREFIX = "ST#";

  /** Before a consumer's name: the partition of its checkpoints in the table's stream. */
  public static final String CHECKPOINTS_PREFIX = "CHK#";

  private Keys() {}

  /**
   * The partition of a user's group rows and of what the user has read, muted, pinned or hidden.
   *
   * @param userId whose rows
   * @return {@code GRP#<userId>}
   */
  public static String groupsPartition(String userId) {
    return GROUPS_PREFIX + userId;
  }

  /**
   * The partition of a group: its messages, head, idempotency markers, change log and reactions.
   *
   * @param groupId which group
   * @return {@code MSG#<groupId>}
   */
  public static String messagePartition(String groupId) {
    return MESSAGES_PREFIX + groupId;
  }

  /**
   * The partition of a stream consumer's checkpoints.
   *
   * @param consumer the consumer's name
   * @return {@code CHK#<consumer>}
   */
  public static String checkpointPartition(String consumer) {
    return CHECKPOINTS_PREFIX + consumer;
  }

  /**
   * The sort key of a group row.
   *
   * @param newest the sort key of the group's newest message
   * @param groupId which group
   * @return {@code <time of the message>#<groupId>}
   */
  public static SortKey row(SortKey newest, String groupId) {
    return SortKey.of(newest.instant(), groupId);
  }

  /**
   * Whether a row's key tells the key of a message: one of the row's time, which ends with its id.
   *
   * @param row the sort key of the row
   * @param message any message
   * @return false if the message has another time than the row, or a key of the original
   *     application
   */
  public static boolean isAtRow(SortKey row, MessageRef message) {
    return message.sortKey().value().equals(messageAtRow(row, message.messageId()));
  }

  /** The sort key of a message of a row's time, by its id. */
  static String messageAtRow(SortKey row, String messageId) {
    return Timestamps.format(row.instant()) + "#" + messageId;
  }

  /**
   * The sort key of a user's former membership.
   *
   * @param groupId which group
   * @return {@code WAS#<groupId>}
   */
  public static String formerMembership(String groupId) {
    return FORMER_PREFIX + groupId;
  }

  /**
   * The sort key of an idempotency marker.
   *
   * @param key the caller's key
   * @return {@code IDEM#<key>}
   */
  public static String idempotency(String key) {
    return IDEMPOTENCY_PREFIX + key;
  }

  /**
   * The sort key of an entry in a group's change log.
   *
   * @param number which entry
   * @return {@code LOG#<number, 19 digits>}
   */
  public static String log(long number) {
    return LOG_PREFIX + String.format(Locale.ROOT, "%019d", number);
  }

  /**
   * The sort key of a user's reactions to a message.
   *
   * @param message the message's time in UTC and its id, as a sort key
   * @param userId who reacts
   * @return {@code RCT#<sort key of the message>#<user>}
   */
  public static String reactions(SortKey message, String userId) {
    return REACTIONS_PREFIX + message.value() + '#' + userId;
  }

  /**
   * The sort key of a user's state of a group.
   *
   * @param groupId which group
   * @return {@code ST#<groupId>}
   */
  public static String state(String groupId) {
    return STATES_PREFIX + groupId;
  }
}
