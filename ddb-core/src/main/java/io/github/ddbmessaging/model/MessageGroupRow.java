package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a user's list of message groups. Each member of a group has exactly one.
 *
 * @param userId whose list the row is in
 * @param sortKey its place in the list: the time of the newest message, and the group's id
 * @param groupId the group that it stands for
 * @param preview the beginning of the newest message, at most {@link Limits#PREVIEW_LENGTH} code
 *     points
 * @param title the group's title, or null for a direct group and one of the original application
 * @param user in a group of two the other member, in a larger one who wrote last
 */
public record MessageGroupRow(
    String userId,
    SortKey sortKey,
    String groupId,
    String preview,
    @Nullable String title,
    User user) {
  /** Refuses null, save for the title. */
  public MessageGroupRow {
    requireNonNull(userId, "userId");
    requireNonNull(sortKey, "sortKey");
    requireNonNull(groupId, "groupId");
    requireNonNull(preview, "preview");
    requireNonNull(user, "user");
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
