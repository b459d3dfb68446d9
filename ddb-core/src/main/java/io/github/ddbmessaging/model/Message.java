package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A message of a group, as the table holds it.
 *
 * @param groupId the group that it belongs to
 * @param sortKey its sort key; messages of a group are ordered by it
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
   * What names this message: for {@link io.github.ddbmessaging.MessagingStore#findMessage}, and as
   * a position in {@link PageRequest#after(MessageRef)} and {@link PageRequest#before(MessageRef)}.
   *
   * @return its ref
   */
  public MessageRef ref() {
    return new MessageRef(groupId, sortKey, id);
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
