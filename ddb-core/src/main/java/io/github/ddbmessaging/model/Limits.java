package io.github.ddbmessaging.model;

import java.time.Duration;

/**
 * Every limit of the library, in one place. Lengths "in bytes" are of the UTF-8 form, which is what
 * DynamoDB measures; lengths "in code points" are what a person counts as characters, save for
 * combined ones.
 */
public final class Limits {
  /** Longest user id, in bytes. Ids hold no {@code #}, no control character, no lone surrogate. */
  public static final int ID_BYTES = 64;

  /** Longest display name of a user, in code points. */
  public static final int DISPLAY_NAME_LENGTH = 64;

  /** Longest handle of a user, in bytes. */
  public static final int HANDLE_BYTES = 64;

  /** Longest title of a message group, in code points. */
  public static final int TITLE_LENGTH = 64;

  /** Longest idempotency key, in bytes. */
  public static final int IDEMPOTENCY_KEY_BYTES = 128;

  /** Longest partition key that DynamoDB holds, in bytes. */
  public static final int PARTITION_KEY_BYTES = 2_048;

  /** Longest sort key that DynamoDB holds, in bytes. */
  public static final int SORT_KEY_BYTES = 1_024;

  /** Longest text of a message, in code points, unless the store's builder says otherwise. */
  public static final int DEFAULT_TEXT_LENGTH = 1_024;

  /** Most users that a message mentions. */
  public static final int MENTIONS = 50;

  /** Most attachments of a message. */
  public static final int ATTACHMENTS = 10;

  /** Longest name of an attachment, in code points. */
  public static final int ATTACHMENT_NAME_LENGTH = 255;

  /** Longest content type of an attachment, in bytes. */
  public static final int CONTENT_TYPE_BYTES = 255;

  /** Longest location of an attachment, in bytes. */
  public static final int LOCATION_BYTES = 2_048;

  /** Most data of a message: names and values together, in bytes. */
  public static final int DATA_BYTES = 4 * 1_024;

  /** Largest item that DynamoDB holds, in bytes; a message must fit whatever its length. */
  public static final int ITEM_BYTES = 400 * 1_024;

  /** Longest preview of a message in a group row, in code points. */
  public static final int PREVIEW_LENGTH = 200;

  /** Largest group row, in bytes: one write unit. The preview is cut until the row fits. */
  public static final int ROW_BYTES = 1_024;

  /** Most members of one group: its re-key must fit into one transaction of 100 actions. */
  public static final int MEMBERS = 48;

  /** Most items on one page. */
  public static final int PAGE_SIZE = 1_000;

  /** The shortest lifetime of a message. */
  public static final Duration SHORTEST_LIFETIME = Duration.ofSeconds(1);

  /** The longest lifetime of a message. */
  public static final Duration LONGEST_LIFETIME = Duration.ofDays(36_500);

  /** Bytes of a reaction, in UTF-8. */
  public static final int REACTION_BYTES = 64;

  /** Different reactions of one user to one message. */
  public static final int REACTIONS = 20;

  /**
   * Most strings of the caller's own in a user's state of a group: names and values together, in
   * bytes.
   */
  public static final int STATE_DATA_BYTES = 256;

  /** Most unread messages of a group that are counted. */
  public static final int UNREAD_CAP = 1_000;

  /** Most groups whose unread messages are counted at once. */
  public static final int UNREAD_GROUPS = 100;

  private Limits() {}
}
