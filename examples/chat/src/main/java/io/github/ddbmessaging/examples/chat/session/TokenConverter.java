package io.github.ddbmessaging.examples.chat.session;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.examples.chat.profile.Profile;
import io.github.ddbmessaging.examples.chat.profile.Profiles;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;

/** From a verified token to the user whom it names. */
@Component
final class TokenConverter implements Converter<Jwt, SignedIn> {
  private final Profiles profiles;

  TokenConverter(Profiles profiles) {
    this.profiles = profiles;
  }

  /**
   * Finds the user.
   *
   * @throws InvalidBearerTokenException if nobody has the token's subject as Cognito id
   */
  @Override
  public SignedIn convert(Jwt token) {
    // Both were asked for when the token was verified.
    Profile profile =
        profiles
            .findByCognitoId(requireNonNull(token.getSubject()))
            .orElseThrow(() -> new InvalidBearerTokenException("There is no such user"));
    return new SignedIn(profile, requireNonNull(token.getExpiresAt()));
  }
}
