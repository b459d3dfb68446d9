package io.github.ddbmessaging.model;

/**
 * DynamoDB refused a request or could not be reached, and no retry of this library could mend it:
 * no such table, no permission, or, for a read, no connection. Or the client failed by itself: it
 * was closed, say. The cause is what the client threw. A write is said to be certainly not applied
 * only if DynamoDB answered that it refuses it.
 */
public final class DynamoDbFailureException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message which request failed and how
   * @param cause what the client threw
   * @param mayHaveTakenEffect whether the write may be in the table all the same
   */
  public DynamoDbFailureException(String message, Throwable cause, boolean mayHaveTakenEffect) {
    super(message, cause, mayHaveTakenEffect);
  }
}
