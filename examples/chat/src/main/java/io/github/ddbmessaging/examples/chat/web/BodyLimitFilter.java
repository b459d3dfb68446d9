package io.github.ddbmessaging.examples.chat.web;

import io.github.ddbmessaging.examples.chat.ChatSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies that are too large, also those that do not say how large they are. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BodyLimitFilter extends OncePerRequestFilter {
  private final long most;
  private final ProblemWriter problems;

  BodyLimitFilter(ChatSettings settings, ProblemWriter problems) {
    this.most = settings.limits().body().toBytes();
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isFile(request)) {
      chain.doFilter(request, response); // Has limits of its own: spring.servlet.multipart.
    } else if (request.getContentLengthLong() > most) {
      problems.write(response, BodyTooLargeException.PROBLEM);
    } else {
      chain.doFilter(new LimitedRequest(request, most), response);
    }
  }

  private static boolean isFile(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null
        && type.regionMatches(
            true,
            0,
            MediaType.MULTIPART_FORM_DATA_VALUE,
            0,
            MediaType.MULTIPART_FORM_DATA_VALUE.length());
  }
}
