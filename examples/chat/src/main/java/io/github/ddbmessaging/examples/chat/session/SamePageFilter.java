package io.github.ddbmessaging.examples.chat.session;

import io.github.ddbmessaging.examples.chat.web.Problem;
import io.github.ddbmessaging.examples.chat.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a request of a page whose user has signed out since, and somebody else in: what waits in
 * that page must not go out in the other's name.
 */
final class SamePageFilter extends OncePerRequestFilter {
  static final String HEADER = "X-Chat-User";

  private final ProblemWriter problems;

  SamePageFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String ofPage = request.getHeader(HEADER);
    if (ofPage != null
        && SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn now
        && !now.getName().equals(ofPage)) {
      problems.write(
          response,
          Problem.coded(HttpStatus.CONFLICT, "other-user", "Somebody else has signed in since"));
    } else {
      chain.doFilter(request, response);
    }
  }
}
