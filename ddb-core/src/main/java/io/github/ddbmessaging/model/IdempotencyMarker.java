package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What remembers that an idempotency key was used in a group. DynamoDB deletes it some time after
 * it expires, if time to live is on for the table; until then it is ignored.
 *
 * @param groupId the group that was sent into
 * @param key the caller's key
 * @param message the sort key of the message that the key stands for
 * @param expiresAt when the key is forgotten, in whole seconds
 */
public record IdempotencyMarker(String groupId, String key, SortKey message, Instant expiresAt) {
  /** Refuses null. */
  public IdempotencyMarker {
    requireNonNull(groupId, "groupId");
    requireNonNull(key, "key");
    requireNonNull(message, "message");
    requireNonNull(expiresAt, "expiresAt");
  }
}
