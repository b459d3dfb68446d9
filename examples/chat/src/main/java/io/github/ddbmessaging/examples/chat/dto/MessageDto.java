package io.github.ddbmessaging.examples.chat.dto;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageRef;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message as pages see it.
 *
 * @param ref names it
 * @param id its own id
 * @param groupId the conversation
 * @param senderId who wrote it
 * @param senderName their name
 * @param text what they wrote
 * @param sentAt when; messages are in the order of this and the id
 * @param editedAt when it was edited last
 * @param deleted whether it is deleted, and empty
 * @param revision how often it was changed
 * @param kind {@code text} or {@code system}
 * @param replyTo the message that it answers
 * @param attachments its files
 * @param reactions the reactions; null where they were not read: a page keeps what it has
 * @param mentions whom it mentions
 */
public record MessageDto(
    String ref,
    String id,
    String groupId,
    String senderId,
    String senderName,
    String text,
    Instant sentAt,
    @Nullable Instant editedAt,
    boolean deleted,
    long revision,
    String kind,
    @Nullable String replyTo,
    List<AttachmentDto> attachments,
    @Nullable List<ReactionDto> reactions,
    Set<String> mentions) {

  /**
   * A message that was read with its reactions, or has none yet.
   *
   * @param message the message
   * @return what pages see of it
   */
  public static MessageDto of(Message message) {
    return of(message, ReactionDto.of(message.reactions()));
  }

  /**
   * A message that was read without its reactions.
   *
   * @param message the message
   * @return what pages see of it
   */
  public static MessageDto withoutReactions(Message message) {
    return of(message, null);
  }

  private static MessageDto of(Message message, @Nullable List<ReactionDto> reactions) {
    MessageRef replyTo = message.replyTo();
    return new MessageDto(
        message.ref().toString(),
        message.id(),
        message.groupId(),
        message.sender().id(),
        message.sender().displayName(),
        message.text(),
        message.createdAt(),
        message.status().editedAt(),
        message.isDeleted(),
        message.status().revision(),
        message.kind().name().toLowerCase(Locale.ROOT),
        replyTo == null ? null : replyTo.toString(),
        AttachmentDto.of(message),
        reactions,
        message.content().mentions());
  }

  /** The ref alone: content stays out of logs. */
  @Override
  public String toString() {
    return "MessageDto[ref=" + ref + "]";
  }
}
