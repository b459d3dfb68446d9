package io.github.ddbmessaging.examples.chat.web;

import java.io.IOException;
import org.springframework.http.HttpStatus;

/** A body is longer than it may be. */
final class BodyTooLargeException extends IOException {
  static final Problem PROBLEM =
      Problem.of(HttpStatus.CONTENT_TOO_LARGE, "This is larger than what is taken here");

  private static final long serialVersionUID = 1L;

  BodyTooLargeException() {
    super("The body is too large");
  }
}
