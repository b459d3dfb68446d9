package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of a user's list of message groups. Each member of a group has exactly one.
 *
 * @param userId whose list the row is in
 * @param sortKey its sort key in the list: the time of the newest message, and the group's id
 * @param groupId the group that it stands for
 * @param preview the beginning of the newest message, at most {@link Limits#PREVIEW_LENGTH} code
 *     points
 * @param title the group's title, or null for a direct group and one of the original application
 * @param user whose name to show: in a group of two the other member, in a larger one who wrote
 *     last
 * @param direct whether it is the group of two users that has no title; in rows that the first
 *     version or the original application wrote, whether there is no title
 * @param mentioned whether the message that it shows mentions the row's user
 * @param lastSenderId who wrote the message that the row shows, so that a client can show "You: …";
 *     null if no message is left, and in rows that the first version or the original application
 *     wrote, until the next message or a {@code rebuild}
 * @param shownUntil when the message that it shows expires, or null if that does not. From then on
 *     a row is listed without a preview, a sender and a mention
 */
public record MessageGroupRow(
    String userId,
    SortKey sortKey,
    String groupId,
    String preview,
    @Nullable String title,
    User user,
    boolean direct,
    boolean mentioned,
    @Nullable String lastSenderId,
    @Nullable Instant shownUntil) {
  /** Refuses null, save for the title, the last sender and the end. */
  public MessageGroupRow {
    requireNonNull(userId, "userId");
    requireNonNull(sortKey, "sortKey");
    requireNonNull(groupId, "groupId");
    requireNonNull(preview, "preview");
    requireNonNull(user, "user");
  }

  /**
   * A row that shows a message without an end.
   *
   * @param userId whose list the row is in
   * @param sortKey its sort key in the list
   * @param groupId the group that it stands for
   * @param preview the beginning of the newest message
   * @param title the group's title, or null
   * @param user whose name to show
   * @param direct whether it is a direct group
   * @param mentioned whether the message mentions the row's user
   * @param lastSenderId who wrote the message, or null
   */
  public MessageGroupRow(
      String userId,
      SortKey sortKey,
      String groupId,
      String preview,
      @Nullable String title,
      User user,
      boolean direct,
      boolean mentioned,
      @Nullable String lastSenderId) {
    this(userId, sortKey, groupId, preview, title, user, direct, mentioned, lastSenderId, null);
  }

  /**
   * This row with another preview.
   *
   * @param newPreview the beginning of the newest message
   * @return a copy
   */
  public MessageGroupRow withPreview(String newPreview) {
    return new MessageGroupRow(
        userId,
        sortKey,
        groupId,
        newPreview,
        title,
        user,
        direct,
        mentioned,
        lastSenderId,
        shownUntil);
  }

  /**
   * This row as it is to be listed at a moment.
   *
   * @param now the moment
   * @return this row, or, if the message that it shows has expired, a copy that shows none
   */
  public MessageGroupRow asOf(Instant now) {
    return shownUntil == null || now.isBefore(shownUntil)
        ? this
        : new MessageGroupRow(userId, sortKey, groupId, "", title, user, direct, false, null);
  }

  /**
   * Whether the row is of a direct group. In rows that the first version or the original
   * application wrote, an untitled group of three or more counts as direct, too.
   *
   * @return {@link #direct()}
   */
  public boolean isDirect() {
    return direct;
  }

  /**
   * The other member of a direct group; who wrote last, where {@link #isDirect} takes a larger
   * group for one.
   *
   * @return the other member, or empty if the group is not direct
   */
  public Optional<User> otherMember() {
    return direct ? Optional.of(user) : Optional.empty();
  }

  /**
   * When the newest message of the group was written.
   *
   * @return the time in the sort key
   */
  public Instant lastMessageAt() {
    return sortKey.instant();
  }

  /**
   * Everything but preview, title and names, which stay out of logs.
   *
   * @return a description without content
   */
  @Override
  public String toString() {
    return "MessageGroupRow[userId="
        + userId
        + ", sortKey="
        + sortKey
        + ", groupId="
        + groupId
        + "]";
  }
}
