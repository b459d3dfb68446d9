package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The head item of a group, whole: what a caller sees of the group, and what only the library
 * needs.
 *
 * @param group the group
 * @param removed the highest message known to be deleted, or changed above the newest; or null.
 *     While it is at or above the newest, a stream record of a message up to it may come late, when
 *     the message is gone or another
 * @param changes the number of the last entry in the group's change log; 0 if it has none
 * @param shown what the rows show in place of the newest message, or null if they show that
 */
public record GroupHead(
    MessageGroup group, @Nullable SortKey removed, long changes, @Nullable Shown shown) {
  /** Refuses null, save for the removed message and what is shown. */
  public GroupHead {
    requireNonNull(group, "group");
  }

  /**
   * The head of a group whose rows show the newest message, without a change log.
   *
   * @param group the group
   * @param removed the highest message known to be deleted, or null
   */
  public GroupHead(MessageGroup group, @Nullable SortKey removed) {
    this(group, removed, 0, null);
  }

  /**
   * What the rows of a group show once its newest message is deleted.
   *
   * @param insteadOf the newest message at that moment; once another is the newest, the rows show
   *     that one, also where a store that knows nothing of this has sent it
   * @param message what they show, or null if no message is left
   */
  public record Shown(SortKey insteadOf, @Nullable SortKey message) {
    /** Refuses null, save for the message. */
    public Shown {
      requireNonNull(insteadOf, "insteadOf");
    }
  }

  /**
   * The message that the rows show.
   *
   * @return its sort key, or empty if no message is left
   */
  public Optional<SortKey> shownMessage() {
    return shown == null || !shown.insteadOf().equals(group.newest())
        ? Optional.of(group.newest())
        : Optional.ofNullable(shown.message());
  }

  /**
   * Whether the rows show a message.
   *
   * @param message its sort key
   * @return true if they show its beginning
   */
  public boolean shows(SortKey message) {
    return shownMessage().filter(message::equals).isPresent();
  }

  /**
   * Whether a message may be deleted although a record of it comes.
   *
   * @param message the sort key of the message
   * @return true if it is not above the highest that was deleted
   */
  public boolean mayBeRemoved(SortKey message) {
    return removed != null && removed.compareTo(message) >= 0;
  }

  /**
   * This head with another group.
   *
   * @param now the group as it is now
   * @return a copy
   */
  public GroupHead withGroup(MessageGroup now) {
    return new GroupHead(now, removed, changes, shown);
  }

  /**
   * This head with a note that a message is gone.
   *
   * @param gone the highest message known to be deleted
   * @return a copy
   */
  public GroupHead withRemoved(SortKey gone) {
    return new GroupHead(group, gone, changes, shown);
  }
}
