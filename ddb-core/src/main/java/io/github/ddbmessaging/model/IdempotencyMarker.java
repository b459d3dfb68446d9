package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What remembers that an idempotency key was used in a group. As long as the item is there, the key
 * counts as used. DynamoDB deletes it some time after it expires, if time to live is on for the
 * table.
 *
 * @param groupId the group that was sent into
 * @param key the caller's key
 * @param message the sort key of the message that the key stands for
 * @param contentHash tells what was sent with the key from all else, or null in markers that the
 *     first version wrote
 * @param expiresAt when DynamoDB may delete the item, in whole seconds
 */
public record IdempotencyMarker(
    String groupId, String key, SortKey message, @Nullable String contentHash, Instant expiresAt) {
  /** Refuses null, save for the hash. */
  public IdempotencyMarker {
    requireNonNull(groupId, "groupId");
    requireNonNull(key, "key");
    requireNonNull(message, "message");
    requireNonNull(expiresAt, "expiresAt");
  }
}
