package io.github.ddbmessaging.examples.chat.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/** The cookie with the token. No script can read it, and no other site can send it. */
final class SessionCookie {
  private static final String NAME = "chat-session";

  private SessionCookie() {}

  static @Nullable String read(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(NAME) && !cookie.getValue().isEmpty()) {
          return cookie.getValue();
        }
      }
    }
    return null;
  }

  static ResponseCookie with(String token, Duration lifetime, HttpServletRequest request) {
    return ResponseCookie.from(NAME, token)
        .httpOnly(true)
        .sameSite("Strict")
        .secure(request.isSecure())
        .path("/")
        .maxAge(lifetime)
        .build();
  }

  static ResponseCookie none(HttpServletRequest request) {
    return with("", Duration.ZERO, request);
  }
}
