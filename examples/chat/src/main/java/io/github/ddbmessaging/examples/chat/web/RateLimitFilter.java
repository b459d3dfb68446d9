package io.github.ddbmessaging.examples.chat.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 429 to who asks for too much, and slows nobody else. Who is not signed in is an address.
 */
public final class RateLimitFilter extends OncePerRequestFilter {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  /** Not a look at the text of the address: a path has many spellings. */
  private static final RequestMatcher API = PathPatternRequestMatcher.pathPattern("/api/**");

  private final RateLimits limits;
  private final ProblemWriter problems;

  /**
   * A filter that stands behind the one that knows who is signed in.
   *
   * @param limits what counts
   * @param problems what answers
   */
  public RateLimitFilter(RateLimits limits, ProblemWriter problems) {
    this.limits = limits;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !API.matches(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    String user =
        who == null ? RateLimits.stranger(request.getRemoteAddr()) : "user " + who.getName();
    Duration wait = limits.take(user, !READS.contains(request.getMethod()));
    if (wait.isZero()) {
      chain.doFilter(request, response);
    } else {
      problems.write(response, RateLimits.tooMuch(wait));
    }
  }
}
