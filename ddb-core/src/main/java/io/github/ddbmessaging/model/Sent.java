package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

/**
 * The outcome of a send.
 *
 * @param message the message as stored; for a repeated idempotency key the first one
 * @param group the group to hand to the next send: as it is right after a transactional send, as it
 *     was seen for a streamed one
 */
public record Sent(Message message, MessageGroup group) {
  /** Refuses null. */
  public Sent {
    requireNonNull(message, "message");
    requireNonNull(group, "group");
  }
}
