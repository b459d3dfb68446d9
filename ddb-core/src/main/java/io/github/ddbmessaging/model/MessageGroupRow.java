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
 * @param shownUser whose name to show: in a direct group the other member, in any other who wrote
 *     last; in a row that shows no message, the row's own user
 * @param direct whether it is the group of two users that has no title; in rows that the first
 *     version or the original application wrote, whether there is no title
 * @param mentioned whether the message that it shows mentions the row's user
 * @param lastSenderId who wrote the message that the row shows, so that a client can show "You: …";
 *     null if no message is left, and in rows that the first version or the original application
 *     wrote, until the next message or a {@code rebuild}
 * @param shownUntil when the message that it shows expires, or null if that does not. From then on
 *     a row is listed without a preview, a sender and a mention
 * @param lastMessage the message that the row shows; null if it shows none, and in rows that the
 *     first version or the original application wrote
 * @param visibleFrom the last message that the row's user may not see, by its time in UTC and its
 *     id; null if they see all
 */
public record MessageGroupRow(
    String userId,
    SortKey sortKey,
    String groupId,
    String preview,
    @Nullable String title,
    User shownUser,
    boolean direct,
    boolean mentioned,
    @Nullable String lastSenderId,
    @Nullable Instant shownUntil,
    @Nullable MessageRef lastMessage,
    @Nullable SortKey visibleFrom) {
  /** Refuses null, save for what a row may lack. */
  public MessageGroupRow {
    requireNonNull(userId, "userId");
    requireNonNull(sortKey, "sortKey");
    requireNonNull(groupId, "groupId");
    requireNonNull(preview, "preview");
    requireNonNull(shownUser, "shownUser");
  }

  /**
   * A row that names no message, of a user who sees all.
   *
   * @param userId whose list the row is in
   * @param sortKey its sort key in the list
   * @param groupId the group that it stands for
   * @param preview the beginning of the newest message
   * @param title the group's title, or null
   * @param shownUser whose name to show
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
      User shownUser,
      boolean direct,
      boolean mentioned,
      @Nullable String lastSenderId) {
    this(
        userId,
        sortKey,
        groupId,
        preview,
        title,
        shownUser,
        direct,
        mentioned,
        lastSenderId,
        null,
        null,
        null);
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
        shownUser,
        direct,
        mentioned,
        lastSenderId,
        shownUntil,
        lastMessage,
        visibleFrom);
  }

  /**
   * This row, showing another name.
   *
   * @param shown whose name to show
   * @return a copy
   */
  public MessageGroupRow withShownUser(User shown) {
    return new MessageGroupRow(
        userId,
        sortKey,
        groupId,
        preview,
        title,
        shown,
        direct,
        mentioned,
        lastSenderId,
        shownUntil,
        lastMessage,
        visibleFrom);
  }

  /**
   * This row, naming another message as the one that it shows.
   *
   * @param message the message, or null for none
   * @return a copy
   */
  public MessageGroupRow withLastMessage(@Nullable MessageRef message) {
    return new MessageGroupRow(
        userId,
        sortKey,
        groupId,
        preview,
        title,
        shownUser,
        direct,
        mentioned,
        lastSenderId,
        shownUntil,
        message,
        visibleFrom);
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
        : new MessageGroupRow(
            userId,
            sortKey,
            groupId,
            "",
            title,
            shownUser,
            direct,
            false,
            null,
            null,
            null,
            visibleFrom);
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
    return direct ? Optional.of(shownUser) : Optional.empty();
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
