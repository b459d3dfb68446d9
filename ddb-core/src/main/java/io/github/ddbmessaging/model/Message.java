package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
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
 * @param status whether it was edited or deleted, and when it expires
 * @param reactions the reactions to it, if the page was asked for with them; else none
 */
public record Message(
    String groupId,
    SortKey sortKey,
    String id,
    User sender,
    MessageContent content,
    MessageKind kind,
    @Nullable MessageRef replyTo,
    MessageStatus status,
    List<Reaction> reactions) {
  /** Refuses null, save for what it answers. */
  public Message {
    requireNonNull(groupId, "groupId");
    requireNonNull(sortKey, "sortKey");
    requireNonNull(id, "id");
    requireNonNull(sender, "sender");
    requireNonNull(content, "content");
    requireNonNull(kind, "kind");
    requireNonNull(status, "status");
    reactions = List.copyOf(reactions);
  }

  /**
   * A message as it is sent, without an end.
   *
   * @param groupId the group that it belongs to
   * @param sortKey its sort key
   * @param id its own id
   * @param sender who wrote it
   * @param content what they wrote
   * @param kind whether they or the service wrote it
   * @param replyTo the message of the group that it answers, or null
   */
  public Message(
      String groupId,
      SortKey sortKey,
      String id,
      User sender,
      MessageContent content,
      MessageKind kind,
      @Nullable MessageRef replyTo) {
    this(groupId, sortKey, id, sender, content, kind, replyTo, MessageStatus.SENT, List.of());
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
   * @return what the sender wrote; empty if that is an attachment alone, or if the message is
   *     deleted
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
   * Whether this message is deleted: it has no content then.
   *
   * @return true for a deleted message
   */
  public boolean isDeleted() {
    return status.deletedAt() != null;
  }

  /**
   * Whether this message can be shown: it is neither deleted nor expired.
   *
   * @param now the time to compare with
   * @return true for a live message
   */
  public boolean isLive(Instant now) {
    return !isDeleted() && !status.isExpired(now);
  }

  /**
   * This message after a change.
   *
   * @param newContent what it says then
   * @param newStatus its status then
   * @return a copy
   */
  public Message with(MessageContent newContent, MessageStatus newStatus) {
    return new Message(
        groupId, sortKey, id, sender, newContent, kind, replyTo, newStatus, reactions);
  }

  /**
   * This message at another key.
   *
   * @param newKey its sort key then
   * @return a copy
   */
  public Message withKey(SortKey newKey) {
    return new Message(groupId, newKey, id, sender, content, kind, replyTo, status, reactions);
  }

  /**
   * This message with other names of its sender.
   *
   * @param named the sender
   * @return a copy
   */
  public Message withSender(User named) {
    return new Message(groupId, sortKey, id, named, content, kind, replyTo, status, reactions);
  }

  /**
   * This message with the reactions to it.
   *
   * @param found the reactions
   * @return a copy
   */
  public Message withReactions(List<Reaction> found) {
    return new Message(groupId, sortKey, id, sender, content, kind, replyTo, status, found);
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
