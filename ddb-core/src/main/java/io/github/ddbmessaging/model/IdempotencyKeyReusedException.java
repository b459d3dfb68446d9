package io.github.ddbmessaging.model;

/**
 * An idempotency key was used before in the group, for something else: another sender, text or new
 * group. Nothing was written. A client must choose a new key for each message, and repeat a send
 * with all that it gave the first time.
 */
public final class IdempotencyKeyReusedException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message which key was used in which group
   */
  public IdempotencyKeyReusedException(String message) {
    super(message);
  }
}
