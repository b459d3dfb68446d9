package io.github.ddbmessaging.model;

import static io.github.ddbmessaging.model.Given.given;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent.
 *
 * @param senderId who writes it; must be a member of the group
 * @param content what they write
 * @param kind whether they or the service write it
 * @param replyTo the message of the same group that it answers, or null
 * @param lifetime how long it lives, or null for as long as the store's messages do
 * @param idempotencyKey makes repeating the send harmless, or null
 */
public record NewMessage(
    String senderId,
    MessageContent content,
    MessageKind kind,
    @Nullable MessageRef replyTo,
    @Nullable Duration lifetime,
    @Nullable String idempotencyKey) {
  /**
   * Refuses null, save for what it answers, the lifetime and the idempotency key.
   *
   * @throws InvalidInputException if sender, content or kind are null
   */
  public NewMessage {
    InvalidInputException.requireGiven(senderId, "senderId");
    InvalidInputException.requireGiven(content, "content");
    InvalidInputException.requireGiven(kind, "kind");
  }

  /**
   * A message that is a text and nothing else.
   *
   * @param senderId who writes it
   * @param text what they write
   * @return the new message
   */
  public static NewMessage from(String senderId, String text) {
    return from(senderId, MessageContent.ofText(text));
  }

  /**
   * A message with mentions, attachments or data.
   *
   * @param senderId who writes it
   * @param content what they write
   * @return the new message
   */
  public static NewMessage from(String senderId, MessageContent content) {
    return new NewMessage(senderId, content, MessageKind.TEXT, null, null, null);
  }

  /**
   * The text of its content.
   *
   * @return what the sender writes; may be empty beside an attachment
   */
  public String text() {
    return content.text();
  }

  /**
   * Answers a message.
   *
   * @param message a message of the group that this one is sent to
   * @return a copy that answers it
   */
  public NewMessage withReplyTo(MessageRef message) {
    return new NewMessage(
        senderId, content, kind, given(message, "message ref to answer"), lifetime, idempotencyKey);
  }

  /**
   * Says who writes it.
   *
   * @param newKind {@link MessageKind#SYSTEM} needs a store that acts for nobody
   * @return a copy of that kind
   */
  public NewMessage withKind(MessageKind newKind) {
    return new NewMessage(senderId, content, newKind, replyTo, lifetime, idempotencyKey);
  }

  /**
   * Lets the message expire: from then on no listing, no row and no {@code findMessage} shows it.
   * DynamoDB's time to live removes its item later.
   *
   * @param time how long it lives, from the time in its key on; {@link Limits#SHORTEST_LIFETIME} to
   *     {@link Limits#LONGEST_LIFETIME}, and whole seconds count
   * @return a copy
   */
  public NewMessage withLifetime(Duration time) {
    return new NewMessage(
        senderId, content, kind, replyTo, given(time, "lifetime"), idempotencyKey);
  }

  /**
   * Makes this message safe to send again: the same send with the same key writes nothing and
   * returns what was sent first, for at least the store's idempotency window. A key counts in its
   * group, and for a new group with a title by its sender. There, another sender, content, title or
   * member (also by another name) with the key is refused. Costs 2 write units more, 3 for a
   * streamed send; a repeat costs what the send cost, though it writes nothing, and at most one
   * read of the head.
   *
   * @param key 1 to {@link Limits#IDEMPOTENCY_KEY_BYTES} bytes, without control characters
   * @return a copy with that key
   */
  public NewMessage withIdempotencyKey(String key) {
    return new NewMessage(
        senderId, content, kind, replyTo, lifetime, given(key, "idempotency key"));
  }

  /**
   * Everything but the content, which stays out of logs.
   *
   * @return a description without content
   */
  @Override
  public String toString() {
    return "NewMessage[senderId=" + senderId + ", idempotencyKey=" + idempotencyKey + "]";
  }
}
