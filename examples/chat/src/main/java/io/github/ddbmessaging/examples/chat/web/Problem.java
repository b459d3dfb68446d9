package io.github.ddbmessaging.examples.chat.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What a client is told of a request that did not succeed, as RFC 9457 has it.
 *
 * @param status the HTTP status
 * @param detail what went wrong and what to do, without content
 * @param code what a program goes by, or null where the status says it all
 * @param retryAfter when to try again, or null
 */
public record Problem(
    HttpStatus status, String detail, @Nullable String code, @Nullable Duration retryAfter) {
  /**
   * A problem that its status says.
   *
   * @param status the HTTP status
   * @param detail what went wrong and what to do
   * @return the problem
   */
  public static Problem of(HttpStatus status, String detail) {
    return new Problem(status, detail, null, null);
  }

  /**
   * A problem that a program tells from others of its status.
   *
   * @param status the HTTP status
   * @param code what a program goes by
   * @param detail what went wrong and what to do
   * @return the problem
   */
  public static Problem coded(HttpStatus status, String code, String detail) {
    return new Problem(status, detail, code, null);
  }

  /**
   * A problem that goes away.
   *
   * @param wait when to try again
   * @return a copy
   */
  public Problem after(Duration wait) {
    return new Problem(status, detail, code, wait);
  }

  /**
   * The body.
   *
   * @return its fields
   */
  public Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", status.getReasonPhrase());
    body.put("status", status.value());
    body.put("detail", detail);
    if (code != null) {
      body.put("code", code);
    }
    return body;
  }

  /**
   * The whole response.
   *
   * @return status, headers and body
   */
  public ResponseEntity<Object> response() {
    ResponseEntity.BodyBuilder response =
        ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (retryAfter != null) {
      response.header(HttpHeaders.RETRY_AFTER, Long.toString(wholeSeconds(retryAfter)));
    }
    return response.body(body());
  }

  /** Rounds up: who comes back a moment too early is refused again. */
  static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }
}
