package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of a group, as the table holds it.
 *
 * @param groupId the group that it belongs to
 * @param sortKey its sort key; messages of a group are ordered by it
 * @param id its own id, unique in the table
 * @param sender who wrote it, with the names that the group was made with
 * @param content what they wrote, unchanged
 * @param kind whether they or the service wrote it
 * @param replyTo the message of the group that it answers, or null. It is named by its time in UTC
 *     and its id, also where its key has a form of the original application
 */
public record Message(
    String groupId,
    SortKey sortKey,
    String id,
    User sender,
    MessageContent content,
    MessageKind kind,
    @Nullable MessageRef replyTo) {
  /** Refuses null, save for what it answers. */
  public Message {
    requireNonNull(groupId, "groupId");
    requireNonNull(sortKey, "sortKey");
    requireNonNull(id, "id");
    requireNonNull(sender, "sender");
    requireNonNull(content, "content");
    requireNonNull(kind, "kind");
  }

  /**
   * A message that is a text and nothing else.
   *
   * @param groupId the group that it belongs to
   * @param sortKey its sort key
   * @param id its own id
   * @param sender who wrote it
   * @param text what they wrote
   */
  public Message(String groupId, SortKey sortKey, String id, User sender, String text) {
    this(groupId, sortKey, id, sender, MessageContent.ofText(text), MessageKind.TEXT, null);
  }

  /**
   * The text of its content.
   *
   * @return what the sender wrote; empty if that is an attachment alone
   */
  public String text() {
    return content.text();
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
   * Everything but the content and the sender's names, which stay out of logs.
   *
   * @return a description without content
   */
  @Override
  public String toString() {
    return "Message[groupId=" + groupId + ", sortKey=" + sortKey + ", sender=" + sender.id() + "]";
  }
}
