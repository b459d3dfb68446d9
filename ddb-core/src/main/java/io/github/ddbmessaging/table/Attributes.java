package io.github.ddbmessaging.table;

/**
 * The names of the table's attributes, with type and meaning. Those of messages and group rows are
 * the ones that the original application used.
 */
public final class Attributes {
  /** S: partition key of the table. */
  public static final String PK = "pk";

  /** S: sort key of the table. */
  public static final String SK = "sk";

  /** S: the text of a message; in a group row its preview. */
  public static final String MESSAGE = "message";

  /** S: in a message, {@code system} if the service wrote it; absent for all others. */
  public static final String KIND = "kind";

  /** S: in a message, the time in UTC and the id of the message that it answers, as a sort key. */
  public static final String REPLY_TO = "reply_to";

  /** SS: in a message, the ids of the users that it mentions. */
  public static final String MENTIONS = "mentions";

  /** L of M: in a message, its attachments. */
  public static final String ATTACHMENTS = "attachments";

  /** S: the file name of an attachment. */
  public static final String ATTACHMENT_NAME = "name";

  /** S: the content type of an attachment. */
  public static final String ATTACHMENT_TYPE = "content_type";

  /** N: the length of an attachment in bytes. */
  public static final String ATTACHMENT_SIZE = "size";

  /** S: where the caller finds an attachment. */
  public static final String ATTACHMENT_LOCATION = "location";

  /** N: the width of an attachment in pixels. */
  public static final String ATTACHMENT_WIDTH = "width";

  /** N: the height of an attachment in pixels. */
  public static final String ATTACHMENT_HEIGHT = "height";

  /** N: how long an attachment plays, in milliseconds. */
  public static final String ATTACHMENT_DURATION = "duration_ms";

  /** M of S: in a message, the caller's own strings. */
  public static final String DATA = "data";

  /** BOOL: in a row, true if the message that it shows mentions the row's user; absent else. */
  public static final String MENTIONED = "mentioned";

  /** S: the id of a message. */
  public static final String MESSAGE_ID = "message_uuid";

  /**
   * S: in a message, when it was sent by its sender's clock, in the form of the sort keys' times.
   * Only where the newest message has pushed its key more than a minute ahead of that.
   */
  public static final String SENT_AT = "sent_at";

  /** S: the group of a row. Only rows have it: it is the partition key of the optional index. */
  public static final String GROUP_ID = "message_group_uuid";

  /** S: the sender of a message; the user that a row shows; the id of a member. */
  public static final String USER_ID = "user_uuid";

  /** S: the display name of that user. */
  public static final String USER_DISPLAY_NAME = "user_display_name";

  /** S: the handle of that user. */
  public static final String USER_HANDLE = "user_handle";

  /** S: in a row, who wrote the message that it shows; the first version did not write it. */
  public static final String LAST_USER_ID = "last_user_uuid";

  /** BOOL: in a row, whether the group is a direct one; the first version did not write it. */
  public static final String DIRECT = "direct";

  /** S: the title of a group, in its head and rows; absent for direct groups. */
  public static final String TITLE = "title";

  /** S: in a head, the sort key of the group's newest message. */
  public static final String NEWEST = "newest_sk";

  /** L of M: in a head, everyone in the group; each a map of the three user attributes. */
  public static final String MEMBERS = "members";

  /** S: in a head, when the group was made, in the form of the sort keys' times. */
  public static final String CREATED_AT = "created_at";

  /**
   * N: in a head, starts at 1; rises with each write that gives the group a new newest message or
   * rewrites its rows.
   */
  public static final String VERSION = "version";

  /**
   * S: in a head, the highest sort key of a deleted message. A record of that message or of an
   * older one that comes late is only shown if the message is still there.
   */
  public static final String REMOVED = "removed_sk";

  /** S: in an idempotency marker, the sort key of the message that the key stands for. */
  public static final String MARKED_MESSAGE = "message_sk";

  /** S: in an idempotency marker, a hash of what was sent; the first version did not write it. */
  public static final String CONTENT_HASH = "content_hash";

  /** N: in an idempotency marker, when it may go, in epoch seconds. The table's TTL attribute. */
  public static final String EXPIRES_AT = "expires_at";

  /** S: in a checkpoint, the last record of a shard of the stream that was processed. */
  public static final String POSITION = "position";

  private Attributes() {}
}
