package io.github.ddbmessaging.examples.chat.session;

import io.github.ddbmessaging.examples.chat.profile.Profile;
import io.github.ddbmessaging.examples.chat.profile.Profiles;
import io.github.ddbmessaging.examples.chat.web.Input;
import io.github.ddbmessaging.examples.chat.web.Problem;
import io.github.ddbmessaging.examples.chat.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out: a token goes into the cookie, and out of it. */
@RestController
@RequestMapping("/api/session")
class SessionController {
  private final JwtDecoder decoder;
  private final TokenConverter users;
  private final Profiles profiles;
  private final ObjectProvider<DemoIssuer> demo;
  private final long attachmentBytes;

  SessionController(
      JwtDecoder decoder,
      TokenConverter users,
      Profiles profiles,
      ObjectProvider<DemoIssuer> demo,
      MultipartProperties uploads) {
    this.decoder = decoder;
    this.users = users;
    this.profiles = profiles;
    this.demo = demo;
    this.attachmentBytes = uploads.getMaxFileSize().toBytes();
  }

  @GetMapping
  SessionDto find(@AuthenticationPrincipal Profile me) {
    return SessionDto.of(me, attachmentBytes);
  }

  /** With a token of the user pool; in the demo also with a user's id. */
  @PostMapping
  ResponseEntity<SessionDto> signIn(@RequestBody Credentials body, HttpServletRequest request) {
    String token = body.token() == null ? demoToken(body.userId()) : body.token();
    SignedIn user = verified(token);
    Duration lifetime = Duration.between(Instant.now(), user.expiresAt());
    return ResponseEntity.ok()
        .header(HttpHeaders.SET_COOKIE, SessionCookie.with(token, lifetime, request).toString())
        .body(SessionDto.of(user.getPrincipal(), attachmentBytes));
  }

  @DeleteMapping
  ResponseEntity<Void> signOut(HttpServletRequest request) {
    return ResponseEntity.noContent()
        .header(HttpHeaders.SET_COOKIE, SessionCookie.none(request).toString())
        .build();
  }

  private SignedIn verified(String token) {
    try {
      return users.convert(decoder.decode(token));
    } catch (BadJwtException | OAuth2AuthenticationException e) {
      throw refused();
    } catch (JwtException e) {
      // The pool's keys are not known.
      throw new ProblemException(SecurityConfiguration.NOT_NOW);
    }
  }

  private String demoToken(@Nullable String userId) {
    DemoIssuer issuer = demo.getIfAvailable();
    if (issuer == null) {
      throw refused();
    }
    UUID id = Input.uuid(userId, "userId");
    List<Profile> found = profiles.list(List.of(id));
    return profiles
        .findCognitoId(id)
        .map(cognitoId -> issuer.issue(cognitoId, found.get(0).handle()))
        .orElseThrow(SessionController::refused);
  }

  private static ProblemException refused() {
    return new ProblemException(
        Problem.coded(HttpStatus.UNAUTHORIZED, "sign-in", "This signs nobody in"));
  }

  record Credentials(@Nullable String userId, @Nullable String token) {
    /** Nothing of it: a token opens the door. */
    @Override
    public String toString() {
      return "Credentials[]";
    }
  }
}
