package io.github.ddbmessaging.spring;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A property, or what it names, is wrong, so the application can't start. */
final class WrongPropertyException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String advice;

  WrongPropertyException(String problem, String advice) {
    this(problem, advice, null);
  }

  /**
   * With a cause.
   *
   * @param problem one sentence that begins with the property
   * @param advice what to do next
   */
  WrongPropertyException(String problem, String advice, @Nullable Throwable cause) {
    super(problem, cause);
    this.advice = advice;
  }

  String advice() {
    return advice;
  }
}
