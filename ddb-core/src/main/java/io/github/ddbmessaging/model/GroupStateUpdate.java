package io.github.ddbmessaging.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user changes of the state of a group. What it does not name stays as it is.
 *
 * <pre>{@code
 * GroupStateUpdate.begin().muteUntil(tomorrow).pin()
 * GroupStateUpdate.begin().hideUpTo(row.lastMessageAt())
 * }</pre>
 *
 * @param mutedUntil until when to mute the group, or null
 * @param unmuted whether to unmute it
 * @param pinned whether to pin or to unpin it, or null for neither
 * @param hiddenUpTo up to which time of its newest message to hide it, or null
 * @param shown whether to show it again
 * @param data the caller's own strings, in place of all that are there, or null to keep those
 */
public record GroupStateUpdate(
    @Nullable Instant mutedUntil,
    boolean unmuted,
    @Nullable Boolean pinned,
    @Nullable Instant hiddenUpTo,
    boolean shown,
    @Nullable Map<String, String> data) {
  private static final GroupStateUpdate NOTHING =
      new GroupStateUpdate(null, false, null, null, false, null);

  /** Copies the data. */
  public GroupStateUpdate {
    data = data == null ? null : Map.copyOf(data);
  }

  /**
   * Begins an update; by itself it changes nothing, and is refused.
   *
   * @return an update to add to
   */
  public static GroupStateUpdate begin() {
    return NOTHING;
  }

  /**
   * Mutes the group.
   *
   * @param time until when, cut to the microsecond
   * @return a copy
   * @throws InvalidInputException if the time is null
   */
  public GroupStateUpdate muteUntil(Instant time) {
    InvalidInputException.requireGiven(time, "time");
    return new GroupStateUpdate(time, false, pinned, hiddenUpTo, shown, data);
  }

  /**
   * Unmutes the group.
   *
   * @return a copy
   */
  public GroupStateUpdate unmute() {
    return new GroupStateUpdate(null, true, pinned, hiddenUpTo, shown, data);
  }

  /**
   * Pins the group, from the time of the store's clock on. One that is pinned comes first again.
   *
   * @return a copy
   */
  public GroupStateUpdate pin() {
    return new GroupStateUpdate(mutedUntil, unmuted, true, hiddenUpTo, shown, data);
  }

  /**
   * Unpins the group.
   *
   * @return a copy
   */
  public GroupStateUpdate unpin() {
    return new GroupStateUpdate(mutedUntil, unmuted, false, hiddenUpTo, shown, data);
  }

  /**
   * Hides the group until a newer message comes. No clocks are compared: the group is hidden while
   * its row's {@link MessageGroupRow#lastMessageAt()} is not after the time.
   *
   * @param time {@link MessageGroupRow#lastMessageAt()} of the row that the user saw, cut to the
   *     microsecond
   * @return a copy
   * @throws InvalidInputException if the time is null
   */
  public GroupStateUpdate hideUpTo(Instant time) {
    InvalidInputException.requireGiven(time, "time");
    return new GroupStateUpdate(mutedUntil, unmuted, pinned, time, false, data);
  }

  /**
   * Shows the group again.
   *
   * @return a copy
   */
  public GroupStateUpdate unhide() {
    return new GroupStateUpdate(mutedUntil, unmuted, pinned, null, true, data);
  }

  /**
   * Puts strings of the caller's own in place of all that are there.
   *
   * @param strings by name; at most {@link Limits#STATE_DATA_BYTES} bytes of names and values; none
   *     removes all
   * @return a copy
   * @throws InvalidInputException if it is null, or holds null
   */
  public GroupStateUpdate withData(Map<String, String> strings) {
    InvalidInputException.requireGiven(strings, "data");
    strings.forEach(
        (name, value) -> {
          InvalidInputException.requireGiven(name, "name of a string in data");
          InvalidInputException.requireGiven(value, "value of a string in data");
        });
    return new GroupStateUpdate(mutedUntil, unmuted, pinned, hiddenUpTo, shown, strings);
  }

  /**
   * Whether it changes nothing.
   *
   * @return true as long as nothing was added
   */
  public boolean isEmpty() {
    return equals(NOTHING);
  }

  /**
   * Everything but the caller's strings, which stay out of logs.
   *
   * @return a description without content
   */
  @Override
  public String toString() {
    return "GroupStateUpdate[mutedUntil="
        + mutedUntil
        + ", unmuted="
        + unmuted
        + ", pinned="
        + pinned
        + ", hiddenUpTo="
        + hiddenUpTo
        + ", shown="
        + shown
        + "]";
  }
}
