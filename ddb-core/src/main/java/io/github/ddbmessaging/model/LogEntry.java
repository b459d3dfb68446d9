package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry in a group's change log: that something changed, and not what it says now.
 *
 * @param groupId the group
 * @param number counts the group's entries, from 1 on and without a gap
 * @param change what happened
 * @param message which message changed, or null if it was the group
 * @param userIds whom a change of the group is about: who was added or removed, whose role or name
 *     is another; empty else
 * @param revision the message's revision after the change
 * @param newest the newest message of the group at that moment
 * @param changedBy who did it, or null for the service
 * @param changedAt when, by the clock of the store that wrote the entry
 * @param expiresAt when the entry may go
 */
public record LogEntry(
    String groupId,
    long number,
    Change change,
    @Nullable MessageRef message,
    Set<String> userIds,
    long revision,
    SortKey newest,
    @Nullable String changedBy,
    Instant changedAt,
    Instant expiresAt) {
  /** Refuses null, save for the message and the user. */
  public LogEntry {
    requireNonNull(groupId, "groupId");
    requireNonNull(change, "change");
    userIds = Set.copyOf(userIds);
    requireNonNull(newest, "newest");
    requireNonNull(changedAt, "changedAt");
    requireNonNull(expiresAt, "expiresAt");
  }

  /** What happened. */
  public enum Change {
    /** A message says something else. */
    EDITED,
    /** A message was deleted. */
    DELETED,
    /** Users joined the group. */
    MEMBERS_ADDED,
    /** A user left the group, or was removed. */
    MEMBERS_REMOVED,
    /** A member has another role. */
    ROLE_CHANGED,
    /** The group has another title. */
    TITLE_CHANGED,
    /** A member has another name. */
    NAMES_CHANGED,
    /** Something that a later version of the library knows. */
    OTHER
  }
}
