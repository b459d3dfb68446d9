package io.github.ddbmessaging.model;

/**
 * An operation met conflicts with others, throttling or lost responses more often, or took longer,
 * than {@link RetrySettings} allows. {@link #mayHaveTakenEffect()} tells whether its last write may
 * have been applied; where it is false, it was not. All but a send without an idempotency key is
 * safe to repeat in either case.
 */
public final class RetriesExhaustedException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was tried, how often, and what to do next
   * @param cause what the last attempt failed with
   * @param mayHaveTakenEffect whether an attempt's response was lost
   */
  public RetriesExhaustedException(String message, Throwable cause, boolean mayHaveTakenEffect) {
    super(message, cause, mayHaveTakenEffect);
  }
}
