package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A message to be sent.
 *
 * @param senderId who writes it; must be a member of the group
 * @param text what they write: not blank, 1 to {@link Limits#DEFAULT_TEXT_LENGTH} code points
 *     unless the store allows more
 * @param idempotencyKey makes repeating the send harmless, or null
 */
public record NewMessage(String senderId, String text, @Nullable String idempotencyKey) {
  /**
   * Refuses null, save for the idempotency key.
   *
   * @throws InvalidInputException if sender or text are null
   */
  public NewMessage {
    InvalidInputException.requireGiven(senderId, "senderId");
    InvalidInputException.requireGiven(text, "text");
  }

  /**
   * A message without an idempotency key.
   *
   * @param senderId who writes it
   * @param text what they write
   * @return the new message
   */
  public static NewMessage from(String senderId, String text) {
    return new NewMessage(senderId, text, null);
  }

  /**
   * Makes this message safe to send again: the same send with the same key writes nothing and
   * returns what was sent first, for at least the store's idempotency window. A key counts in its
   * group, and for a new group with a title by its sender. There, another sender, text, title or
   * member (also by another name) with the key is refused. Costs 2 write units more, 3 for a
   * streamed send; a repeat costs what the send cost, though it writes nothing, and at most one
   * read of the head.
   *
   * @param key 1 to {@link Limits#IDEMPOTENCY_KEY_BYTES} bytes, without control characters
   * @return a copy with that key
   */
  public NewMessage withIdempotencyKey(String key) {
    return new NewMessage(senderId, text, requireNonNull(key, "key"));
  }

  /**
   * Everything but the text, which stays out of logs.
   *
   * @return a description without content
   */
  @Override
  public String toString() {
    return "NewMessage[senderId=" + senderId + ", idempotencyKey=" + idempotencyKey + "]";
  }
}
