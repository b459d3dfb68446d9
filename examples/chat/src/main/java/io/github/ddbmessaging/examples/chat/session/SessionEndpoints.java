package io.github.ddbmessaging.examples.chat.session;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The endpoints that are open to who is not signed in: an old cookie does no harm there. */
final class SessionEndpoints {
  static final RequestMatcher OPEN =
      new OrRequestMatcher(
          PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/api/session"),
          PathPatternRequestMatcher.pathPattern(HttpMethod.DELETE, "/api/session"),
          PathPatternRequestMatcher.pathPattern(HttpMethod.GET, "/api/demo/users"));

  static final RequestMatcher API = PathPatternRequestMatcher.pathPattern("/api/**");

  private SessionEndpoints() {}
}
