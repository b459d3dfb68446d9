package io.github.ddbmessaging.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message since it was sent, and how long it lives.
 *
 * @param revision how often it was changed: 0 as it was sent, one more with each edit and with its
 *     deletion. Of two copies of a message the one with the higher revision is later
 * @param editedAt when it was edited last, by the clock of the store that did it; null if never
 * @param deletedAt when it was deleted, or null if it is not. A deleted message keeps its key, its
 *     id and its sender, and has no content
 * @param deletedBy who deleted it; null if it is not deleted, or if the service did it
 * @param expiresAt when it expires, or null if it does not. An expired message is in no listing,
 *     and DynamoDB's time to live removes its item later
 */
public record MessageStatus(
    long revision,
    @Nullable Instant editedAt,
    @Nullable Instant deletedAt,
    @Nullable String deletedBy,
    @Nullable Instant expiresAt) {
  /** Of a message as it was sent that does not expire. */
  public static final MessageStatus SENT = new MessageStatus(0, null, null, null, null);

  /**
   * Of a message as it was sent that may expire.
   *
   * @param expiresAt when it expires, or null if it does not
   * @return the status
   */
  public static MessageStatus sentUntil(@Nullable Instant expiresAt) {
    return expiresAt == null ? SENT : new MessageStatus(0, null, null, null, expiresAt);
  }

  /**
   * The status after an edit.
   *
   * @param at when it is edited
   * @return the next revision
   */
  public MessageStatus edited(Instant at) {
    return new MessageStatus(revision + 1, at, null, null, expiresAt);
  }

  /**
   * The status after the deletion.
   *
   * @param at when it is deleted
   * @param by who deletes it, or null if the service does
   * @return the next revision
   */
  public MessageStatus deleted(Instant at, @Nullable String by) {
    return new MessageStatus(revision + 1, editedAt, at, by, expiresAt);
  }

  /**
   * Whether the message has expired.
   *
   * @param now the time to compare with
   * @return true from the moment that it expires on
   */
  public boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
