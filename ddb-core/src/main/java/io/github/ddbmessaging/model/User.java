package io.github.ddbmessaging.model;

import org.jspecify.annotations.Nullable;

/**
 * A person who writes and reads messages. The names are stored with each message and each group row
 * as they were given when the user came into the group, so that a listing needs no further lookup;
 * {@link io.github.ddbmessaging.MessagingAdmin#renameUser} changes them. {@link #builder} names the
 * three strings, which are easily swapped.
 *
 * @param id identifies the user in keys; compared exactly
 * @param displayName what others see
 * @param handle the short unique name, without {@code @}
 */
public record User(String id, String displayName, String handle) {
  /** Refuses null; the rules of {@link Limits} are checked where a user is about to be written. */
  public User {
    InvalidInputException.requireGiven(id, "id");
    InvalidInputException.requireGiven(displayName, "displayName");
    InvalidInputException.requireGiven(handle, "handle");
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

  /**
   * Begins a user.
   *
   * @param id identifies the user in keys
   * @return a builder that wants both names
   */
  public static Builder builder(String id) {
    return new Builder(id);
  }

  /** Builds a user. Not thread-safe. */
  public static final class Builder {
    private final String id;
    private @Nullable String displayName;
    private @Nullable String handle;

    private Builder(String id) {
      this.id = InvalidInputException.requireGiven(id, "id");
    }

    /**
     * What others see.
     *
     * @param name 1 to {@link Limits#DISPLAY_NAME_LENGTH} code points, not blank
     * @return this builder
     */
    public Builder displayName(String name) {
      displayName = InvalidInputException.requireGiven(name, "name");
      return this;
    }

    /**
     * The short unique name.
     *
     * @param name 1 to {@link Limits#HANDLE_BYTES} bytes, without {@code @}
     * @return this builder
     */
    public Builder handle(String name) {
      handle = InvalidInputException.requireGiven(name, "name");
      return this;
    }

    /**
     * The user.
     *
     * @return a user with these names
     * @throws InvalidInputException if a name is missing
     */
    public User build() {
      if (displayName == null || handle == null) {
        throw new InvalidInputException(
            "User '" + id + "' needs a display name and a handle: call both on its builder");
      }
      return new User(id, displayName, handle);
    }
  }
}
