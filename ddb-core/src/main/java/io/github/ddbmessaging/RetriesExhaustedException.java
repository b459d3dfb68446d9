package io.github.ddbmessaging;

/**
 * A send met conflicts with other senders, throttling or lost answers more often than {@link
 * RetrySettings} allows. {@link #mayHaveTakenEffect()} tells whether the message may have been
 * written; where it is false, nothing was.
 */
public final class RetriesExhaustedException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was tried, how often, and what to do next
   * @param cause what the last attempt failed with
   * @param mayHaveTakenEffect whether an attempt's answer was lost
   */
  public RetriesExhaustedException(String message, Throwable cause, boolean mayHaveTakenEffect) {
    super(message, cause, mayHaveTakenEffect);
  }
}
