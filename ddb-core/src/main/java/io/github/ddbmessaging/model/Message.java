package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.read.CursorCodec;
import io.github.ddbmessaging.table.Keys;
import java.time.Instant;

/**
 * A message of a group, as the table holds it.
 *
 * @param groupId the group that it belongs to
 * @param sortKey its place in the group, and with the group's id its address
 * @param id its own id, unique in the table
 * @param sender who wrote it, with the names that the group was made with
 * @param text what they wrote, unchanged
 */
public record Message(String groupId, SortKey sortKey, String id, User sender, String text) {
  /** Refuses null. */
  public Message {
    requireNonNull(groupId, "groupId");
    requireNonNull(sortKey, "sortKey");
    requireNonNull(id, "id");
    requireNonNull(sender, "sender");
    requireNonNull(text, "text");
  }

  /**
   * When it was written, to the microsecond. Never earlier than any message before it that was sent
   * transactionally.
   *
   * @return the time in its sort key
   */
  public Instant createdAt() {
    return sortKey.instant();
  }

  /**
   * The position of this message among those of its group, for {@link PageRequest#after} and {@link
   * PageRequest#before}.
   *
   * @return a cursor that works for every listing of this group's messages
   */
  public Cursor cursor() {
    return CursorCodec.position(Keys.messagePartition(groupId), sortKey);
  }

  /**
   * Everything but the text and the sender's names, which stay out of logs.
   *
   * @return a description without content
   */
  @Override
  public String toString() {
    return "Message[groupId=" + groupId + ", sortKey=" + sortKey + ", sender=" + sender.id() + "]";
  }
}
