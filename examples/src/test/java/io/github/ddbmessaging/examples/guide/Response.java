package io.github.ddbmessaging.examples.guide;

import io.github.ddbmessaging.examples.guide.Dtos.ProblemDto;
import java.util.Map;

/** What a web framework makes an HTTP response of. */
record Response(int status, Object body, Map<String, String> headers) {
  static Response of(int status, Object body) {
    return new Response(status, body, Map.of());
  }

  static Response problem(int status, String problem) {
    return of(status, new ProblemDto(problem));
  }

  Response withHeader(String name, String value) {
    return new Response(status, body, Map.of(name, value));
  }
}
