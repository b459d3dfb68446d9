package io.github.ddbmessaging.examples.chat.session;

import io.github.ddbmessaging.examples.chat.profile.Profile;
import io.github.ddbmessaging.examples.chat.profile.UserDto;
import io.github.ddbmessaging.model.Limits;

/**
 * Who is signed in, and what a page has to know for its requests.
 *
 * @param user who
 * @param csrf where the token against forged requests comes from and goes to
 * @param limits what is taken
 */
record SessionDto(UserDto user, Csrf csrf, Sizes limits) {
  record Csrf(String header, String cookie) {}

  record Sizes(int text, int attachments, long attachmentBytes) {}

  static SessionDto of(Profile me, long attachmentBytes) {
    return new SessionDto(
        UserDto.of(me),
        new Csrf("X-XSRF-TOKEN", "XSRF-TOKEN"),
        new Sizes(Limits.DEFAULT_TEXT_LENGTH, Limits.ATTACHMENTS, attachmentBytes));
  }
}
