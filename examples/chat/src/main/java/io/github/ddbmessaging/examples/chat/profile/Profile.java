package io.github.ddbmessaging.examples.chat.profile;

import io.github.ddbmessaging.model.User;
import java.io.Serializable;
import java.util.UUID;

/**
 * A user of the service.
 *
 * @param id names the user in messages
 * @param handle the short unique name
 * @param displayName what others see
 */
public record Profile(UUID id, String handle, String displayName) implements Serializable {
  /**
   * The id as messages have it.
   *
   * @return {@link #id()} as text
   */
  public String userId() {
    return id.toString();
  }

  /**
   * This user as the library has users.
   *
   * @return the user with the names of today
   */
  public User user() {
    return User.builder(userId()).displayName(displayName).handle(handle).build();
  }

  /**
   * The id alone: names stay out of logs.
   *
   * @return a description without names
   */
  @Override
  public String toString() {
    return "Profile[id=" + id + "]";
  }
}
