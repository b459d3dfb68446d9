package io.github.ddbmessaging.model;

import org.jspecify.annotations.Nullable;

/**
 * What every exception of this library descends from. Messages name keys, ids and limits, never the
 * text of a message, a title or a person's name.
 */
public class MessagingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whether the refused or failed write may be in the table all the same. */
  private final boolean mayHaveTakenEffect;

  /**
   * A failure that is certain: nothing was written.
   *
   * @param message what went wrong and what to do next
   */
  protected MessagingException(String message) {
    this(message, null, false);
  }

  /**
   * A failure with a cause.
   *
   * @param message what went wrong and what to do next
   * @param cause what the AWS SDK threw, or null
   * @param mayHaveTakenEffect whether the write may be in the table all the same
   */
  protected MessagingException(
      String message, @Nullable Throwable cause, boolean mayHaveTakenEffect) {
    super(message, cause);
    this.mayHaveTakenEffect = mayHaveTakenEffect;
  }

  /**
   * Whether the write may have been applied although the call failed: DynamoDB's response was lost
   * and could not be asked for again, the client failed by itself, or the AWS SDK had repeated the
   * request, of which only the last response is known. A send that was given an idempotency key can
   * be repeated safely in either case.
   *
   * @return true if the outcome is unknown, false if nothing was written
   */
  public boolean mayHaveTakenEffect() {
    return mayHaveTakenEffect;
  }
}
