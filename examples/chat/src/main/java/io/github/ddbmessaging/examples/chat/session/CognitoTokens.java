package io.github.ddbmessaging.examples.chat.session;

import io.github.ddbmessaging.examples.chat.ChatSettings.Cognito;
import java.time.Duration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/**
 * What Cognito puts into an access token, and what is asked of it: its issuer, the application's
 * id, that it is an access token and no other, its end, and a subject.
 */
final class CognitoTokens {
  static final String USE = "token_use";
  static final String ACCESS = "access";
  static final String CLIENT = "client_id";

  /** Clocks differ. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  private CognitoTokens() {}

  /** Where the pool publishes its keys. */
  static String keys(Cognito pool) {
    return pool.issuer() + "/.well-known/jwks.json";
  }

  static OAuth2TokenValidator<Jwt> validator(Cognito pool) {
    JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
    times.setAllowEmptyExpiryClaim(false);
    return new DelegatingOAuth2TokenValidator<>(
        times,
        new JwtIssuerValidator(pool.issuer()),
        new JwtClaimValidator<String>(USE, ACCESS::equals),
        new JwtClaimValidator<String>(CLIENT, pool.clientId()::equals),
        new JwtClaimValidator<String>("sub", subject -> subject != null && !subject.isBlank()));
  }
}
