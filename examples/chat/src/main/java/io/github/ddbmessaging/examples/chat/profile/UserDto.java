package io.github.ddbmessaging.examples.chat.profile;

/**
 * A user as pages see one.
 *
 * @param id names the user
 * @param handle the short unique name
 * @param displayName what to show
 */
public record UserDto(String id, String handle, String displayName) {
  /**
   * A user for a page.
   *
   * @param profile the user
   * @return what pages see of it
   */
  public static UserDto of(Profile profile) {
    return new UserDto(profile.userId(), profile.handle(), profile.displayName());
  }
}
