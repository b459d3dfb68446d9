package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What changed in a group since a token. A client applies it to its copy message by message: it
 * puts each message unless it holds one of the same id with a higher revision, and drops those that
 * are gone. Whatever is told may be told again.
 *
 * @param messages new, edited and deleted messages, each as it is now; new ones first, in the order
 *     of their keys
 * @param purged the messages that changed and are gone for good. Who was told before that a message
 *     is deleted may not be told that it is purged after that, and keeps it as a deleted one
 * @param unreadable items that can't be understood
 * @param group the group as it is now, if its members, their roles or names, or its title changed
 * @param next the token for the next call
 * @param more whether there is more already, so that the next call should follow at once
 */
public record Changes(
    List<Message> messages,
    List<MessageRef> purged,
    List<UnreadableItem> unreadable,
    Optional<MessageGroup> group,
    ChangesToken next,
    boolean more) {
  /** Copies the lists. */
  public Changes {
    messages = List.copyOf(messages);
    purged = List.copyOf(purged);
    unreadable = List.copyOf(unreadable);
    requireNonNull(group, "group");
    requireNonNull(next, "next");
  }
}
