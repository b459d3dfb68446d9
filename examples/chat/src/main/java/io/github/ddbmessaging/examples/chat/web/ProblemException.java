package io.github.ddbmessaging.examples.chat.web;

import static java.util.Objects.requireNonNull;

import org.springframework.http.HttpStatus;

/** A request that this service itself refuses. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /**
   * Refuses a request.
   *
   * @param problem what the client is told
   */
  public ProblemException(Problem problem) {
    super(problem.detail());
    this.problem = requireNonNull(problem, "problem");
  }

  /**
   * Refuses a request for what is not there.
   *
   * @param detail what is not there
   * @return the exception to throw
   */
  public static ProblemException notFound(String detail) {
    return new ProblemException(Problem.of(HttpStatus.NOT_FOUND, detail));
  }

  Problem problem() {
    return problem;
  }
}
