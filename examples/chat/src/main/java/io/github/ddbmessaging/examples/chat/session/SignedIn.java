package io.github.ddbmessaging.examples.chat.session;

import io.github.ddbmessaging.examples.chat.profile.Profile;
import java.time.Instant;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A user whose token was verified. */
public final class SignedIn extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final Profile profile;
  private final Instant expiresAt;

  SignedIn(Profile profile, Instant expiresAt) {
    super(List.of());
    this.profile = profile;
    this.expiresAt = expiresAt;
    setAuthenticated(true);
  }

  /**
   * Until when the token is good.
   *
   * @return its end
   */
  public Instant expiresAt() {
    return expiresAt;
  }

  @Override
  public Profile getPrincipal() {
    return profile;
  }

  @Override
  public String getName() {
    return profile.userId();
  }

  /** The token was looked at, and is not kept. */
  @Override
  public String getCredentials() {
    return "";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedIn that
        && profile.equals(that.profile)
        && expiresAt.equals(that.expiresAt);
  }

  @Override
  public int hashCode() {
    return profile.hashCode();
  }
}
