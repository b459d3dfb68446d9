package io.github.ddbmessaging.table;

import io.github.ddbmessaging.model.SortKey;

/**
 * Builders of the keys of the table, and what reads them back. {@link io.github.ddbmessaging The
 * package description} draws the whole key tree.
 */
public final class Keys {
  /** Before a user's id: the partition of that user's group rows. */
  public static final String GROUPS_PREFIX = "GRP#";

  /** Before a group's id: the partition of that group's messages. */
  public static final String MESSAGES_PREFIX = "MSG#";

  /** The sort key of a group's head. Above every message, which starts with a digit. */
  public static final String HEAD = "HEAD";

  /** Before a caller's key: the sort key of an idempotency marker. */
  public static final String IDEMPOTENCY_PREFIX = "IDEM#";

  /** Before a consumer's name: the partition of its checkpoints in the table's stream. */
  public static final String CHECKPOINTS_PREFIX = "CHK#";

  private Keys() {}

  /**
   * The partition of a user's group rows.
   *
   * @param userId whose rows
   * @return {@code GRP#<userId>}
   */
  public static String groupsPartition(String userId) {
    return GROUPS_PREFIX + userId;
  }

  /**
   * The partition of a group: its messages, head and idempotency markers.
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
   * The sort key of an idempotency marker.
   *
   * @param key the caller's key
   * @return {@code IDEM#<key>}
   */
  public static String idempotency(String key) {
    return IDEMPOTENCY_PREFIX + key;
  }
}
