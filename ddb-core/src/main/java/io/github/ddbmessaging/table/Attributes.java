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

  /** M of S: in a message or a user's state of a group, the caller's own strings. */
  public static final String DATA = "data";

  /** BOOL: in a row, true if the message that it shows mentions the row's user; absent else. */
  public static final String MENTIONED = "mentioned";

  /**
   * N: in a message that was sent transactionally, which one of the group's it is, from 1 on.
   * Without a gap but for messages that are gone, so that a reader notices what it does not see
   * yet.
   */
  public static final String NUMBER = "number";

  /**
   * N: in a message, how often it was changed; absent if never. In a log entry, after the change.
   */
  public static final String REVISION = "revision";

  /** N: in a message, the last revision that the group's change log tells of; absent if none. */
  public static final String LOGGED = "logged";

  /** S: in a message, when it was edited last, in the form of the sort keys' times. */
  public static final String EDITED_AT = "edited_at";

  /** S: in a deleted message, when it was deleted, in the form of the sort keys' times. */
  public static final String DELETED_AT = "deleted_at";

  /** S: in a deleted message, who deleted it; absent if the service did. */
  public static final String DELETED_BY = "deleted_by";

  /** N: in a row, when the message that it shows expires, in epoch seconds; absent if never. */
  public static final String SHOWN_UNTIL = "shown_until";

  /** SS: how a user reacts to a message; absent once all reactions are removed. */
  public static final String REACTIONS = "reactions";

  /** S: in a log entry, what happened, as {@code edited} or {@code members_added}. */
  public static final String CHANGE = "change";

  /** S: in a log entry, who did it; absent for the service. */
  public static final String CHANGED_BY = "changed_by";

  /** S: in a log entry, when, in the form of the sort keys' times. */
  public static final String CHANGED_AT = "changed_at";

  /**
   * S: the id of a message; in a log entry, of the one that changed; in a row, of the one that it
   * shows, unless {@link #SHOWN} holds it.
   */
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

  /** BOOL: in a row and a head, whether the group is direct; the first version did not write it. */
  public static final String DIRECT = "direct";

  /** S: the title of a group, in its head and rows; absent for direct groups. */
  public static final String TITLE = "title";

  /**
   * S: in a head, the sort key of the group's newest message; in a log entry, as it was at that
   * moment.
   */
  public static final String NEWEST = "newest_sk";

  /** L of M: in a head, everyone in the group; each a map of the three user attributes. */
  public static final String MEMBERS = "members";

  /**
   * M of M: in a head, by user id, the members who are owners or joined later; absent if none did.
   * No member list: only {@link #MEMBERS} tells who is in the group.
   */
  public static final String ACCESS = "access";

  /** S: in an access, {@code owner}; absent for all others. */
  public static final String ROLE = "role";

  /** S: in an access, when the member joined, in the form of the sort keys' times. */
  public static final String JOINED_AT = "joined_at";

  /**
   * S: in an access and in a row, the time in UTC and the id, as a sort key, of the last message
   * that the member can't see; absent if they see all.
   */
  public static final String VISIBLE_FROM = "visible_from";

  /** S: in a former membership, when the user left, in the form of the sort keys' times. */
  public static final String LEFT_AT = "left_at";

  /** SS: in a log entry, the users whom the change of a group is about; absent if it is none. */
  public static final String USERS = "users";

  /** S: in a head, when the group was made, in the form of the sort keys' times. */
  public static final String CREATED_AT = "created_at";

  /**
   * N: in a head, starts at 1; rises with each write that gives the group a new newest message,
   * rewrites its rows or changes its members, roles or names.
   */
  public static final String VERSION = "version";

  /**
   * S: in a head, the highest sort key of a deleted message, or of one that was changed before it
   * was shown. A record of that message or of an older one that comes late is only shown as far as
   * the message is still there.
   */
  public static final String REMOVED = "removed_sk";

  /**
   * N: in a head, the number of the last entry in the group's change log; absent if it has none.
   */
  public static final String CHANGES = "changes";

  /** N: in a head, the number of the last message that was sent transactionally; absent if none. */
  public static final String MESSAGES = "messages";

  /**
   * S: in a head, the sort key of the message that the rows show in place of the newest one, named
   * by {@link #SHOWN_INSTEAD_OF}. If it is absent beside that, the rows show none. In a row, the
   * sort key of the message that it shows, if it does not follow from the row's own key and {@link
   * #MESSAGE_ID}.
   */
  public static final String SHOWN = "shown_sk";

  /** S: in a head, the newest message in whose place another is shown; void once it is not that. */
  public static final String SHOWN_INSTEAD_OF = "shown_instead_of";

  /**
   * S: in an idempotency marker, the sort key of the message that the key stands for; in a log
   * entry, of the message that changed, as it was stored then.
   */
  public static final String MARKED_MESSAGE = "message_sk";

  /** S: in an idempotency marker, a hash of what was sent; the first version did not write it. */
  public static final String CONTENT_HASH = "content_hash";

  /**
   * N: in an idempotency marker or a log entry, when it may go; in a message, when it expires. In
   * epoch seconds. The table's TTL attribute.
   */
  public static final String EXPIRES_AT = "expires_at";

  /**
   * S: in a user's state of a group, the time in UTC and the id, as a sort key, of the last message
   * that counts as read.
   */
  public static final String READ_UP_TO = "read_sk";

  /**
   * S: in a user's state of a group, the key of the message that {@link #READ_UP_TO} names; only
   * where the original application wrote that key.
   */
  public static final String READ_OLD_KEY = "read_old_sk";

  /** N: in a user's state of a group, how often the user has marked messages as unread. */
  public static final String UNREAD_MARKS = "unread_marks";

  /** S: in a user's state of a group, what tells the last such mark from its own repeats. */
  public static final String UNREAD_MARK_ID = "unread_mark_id";

  /** S: in a user's state of a group, the {@link #UNREAD_MARK_ID} of the mark before the last. */
  public static final String UNREAD_MARK_BEFORE = "unread_mark_before";

  /** S: in a user's state of a group, until when it is muted; a time as in sort keys. */
  public static final String MUTED_UNTIL = "muted_until";

  /** S: in a user's state of a group, when it was pinned; a time as in sort keys. */
  public static final String PINNED_AT = "pinned_at";

  /**
   * S: in a user's state of a group, the time of the newest message with which the group is hidden;
   * a time as in sort keys.
   */
  public static final String HIDDEN_UP_TO = "hidden_up_to";

  /** S: in a checkpoint, the last record of a shard of the stream that was processed. */
  public static final String POSITION = "position";

  private Attributes() {}
}
