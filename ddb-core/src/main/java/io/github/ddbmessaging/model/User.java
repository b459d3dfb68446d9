package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

/**
 * A person who writes and reads messages. The names are stored with each message and each group row
 * as they were given when the group was made, so that a listing needs no further lookup; a change
 * of names reaches new groups alone.
 *
 * @param id identifies the user in keys; compared exactly
 * @param displayName what others see
 * @param handle the short unique name, without {@code @}
 */
public record User(String id, String displayName, String handle) {
  /** Refuses null; the rules of {@link Limits} are checked where a user is about to be written. */
  public User {
    requireNonNull(id, "id");
    requireNonNull(displayName, "displayName");
    requireNonNull(handle, "handle");
  }

  /**
   * The id alone: names are personal data and stay out of logs.
   *
   * @return a description without names
   */
  @Override
  public String toString() {
    return "User[id=" + id + "]";
  }
}
