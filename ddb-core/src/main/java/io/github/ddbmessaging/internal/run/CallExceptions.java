package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The library's exceptions for what a client threw: what failed, and what to do next. */
public final class CallExceptions {
  private static final String NOTHING_WRITTEN = ". Nothing was written; try again later";
  private static final String MAY_BE_WRITTEN =
      ". It may have been done: a send is safe to repeat only with an idempotency key";

  private static final String OTHERS_WERE_FASTER =
      "other writers of the group were faster every time; where so many write at once, send"
          + " streamed (SendMode.STREAMED)";

  private CallExceptions() {}

  /**
   * The exception for a failure that ends an operation.
   *
   * @param request the request
   * @param failure what the client threw
   * @param mayHaveTakenEffect whether an earlier attempt's answer was lost
   * @return what to throw
   */
  public static MessagingException unrecoverable(
      Request<?> request, RuntimeException failure, boolean mayHaveTakenEffect) {
    return new DynamoDbFailureException(describe(request, failure), failure, mayHaveTakenEffect);
  }

  /**
   * The exception for a failure that ends an operation.
   *
   * @param what the operation, as in "Sending to message group 'g'"
   * @param request the request
   * @param failure what the client threw
   * @param mayHaveTakenEffect whether an earlier attempt's answer was lost
   * @return what to throw
   */
  public static MessagingException unrecoverable(
      String what, Request<?> request, RuntimeException failure, boolean mayHaveTakenEffect) {
    return new DynamoDbFailureException(
        what + " failed: " + describe(request, failure), failure, mayHaveTakenEffect);
  }

  private static String describe(Request<?> request, RuntimeException failure) {
    return request.name() + " on table " + request.tableName() + " failed: " + advice(failure);
  }

  /**
   * The exception for a failed request about a table.
   *
   * @param request the AWS operation
   * @param tableName the table
   * @param failure what the client threw
   * @return what to throw
   */
  public static MessagingException ofTable(
      String request, String tableName, RuntimeException failure) {
    String problem =
        failure instanceof AwsServiceException service && service.awsErrorDetails() != null
            ? ClientFailure.errorCode(service) + ": " + service.awsErrorDetails().errorMessage()
            : advice(failure);
    return new DynamoDbFailureException(
        request + " for table " + tableName + " failed: " + problem, failure, false);
  }

  /**
   * The exception for an operation that has no attempts left.
   *
   * @param what the operation, as in "Sending to message group 'g'"
   * @param attempts how many it had
   * @param failure what the last one failed with
   * @param inDoubt whether one of them may have been applied
   */
  static RetriesExhaustedException exhausted(
      String what, int attempts, RuntimeException failure, boolean inDoubt) {
    return new RetriesExhaustedException(
        what
            + " was given up after "
            + attempts
            + (attempts == 1 ? " attempt: " : " attempts: ")
            + advice(failure)
            + (inDoubt ? MAY_BE_WRITTEN : NOTHING_WRITTEN),
        failure,
        inDoubt);
  }

  /**
   * The exception for an operation whose time is over before its next request.
   *
   * @param operation its name
   * @param inDoubt whether a write of it may have been applied
   */
  static RetriesExhaustedException outOfTime(String operation, boolean inDoubt) {
    return new RetriesExhaustedException(
        operation
            + " was given up: it took as long as RetrySettings.callTimeout allows"
            + (inDoubt ? MAY_BE_WRITTEN : NOTHING_WRITTEN),
        new TimeoutException(),
        inDoubt);
  }

  /**
   * The exception for a write whose response was lost, where what came after does not tell whether
   * it was applied.
   *
   * @param what the operation
   * @param failure what stands in the way of finding out
   */
  public static RetriesExhaustedException unknownOutcome(String what, MessagingException failure) {
    return new RetriesExhaustedException(
        what
            + " was given up: a write of it may have been applied, and then: "
            + failure.getMessage()
            + MAY_BE_WRITTEN,
        failure,
        true);
  }

  /** The failure of a request after a write that may have been applied, which it must say. */
  static MessagingException inDoubt(MessagingException failure) {
    Throwable cause = failure.getCause();
    if (failure.mayHaveTakenEffect() || cause == null) {
      return failure;
    }
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof RetriesExhaustedException) {
      return new RetriesExhaustedException(
          message.replace(NOTHING_WRITTEN, MAY_BE_WRITTEN), cause, true);
    }
    return failure instanceof DynamoDbFailureException
        ? new DynamoDbFailureException(message, cause, true)
        : failure;
  }

  /** What is wrong, and what to do where that is known; never what the service quotes. */
  static String advice(RuntimeException failure) {
    if (!(failure instanceof AwsServiceException service)) {
      if (new ClientFailure(failure).isTimeout()) {
        return "DynamoDB did not respond in time";
      }
      return failure instanceof SdkClientException
          ? "DynamoDB was not reached; check endpoint, region, credentials and network"
          : "the client threw "
              + failure.getClass().getName()
              + "; it may be closed, or an interceptor of it may fail";
    }
    if (service instanceof TransactionCanceledException canceled
        && canceled.hasCancellationReasons()) {
      return advice(canceled);
    }
    String code = ClientFailure.errorCode(service);
    return switch (code) {
      case "ResourceNotFoundException" ->
          "no such table in this region; create it with MessagingTable.create()";
      case "AccessDeniedException" -> "the credentials do not permit it on this table";
      case "ExpiredTokenException" -> "the credentials have expired; renew them";
      case "TransactionConflictException", "ConditionalCheckFailedException" -> OTHERS_WERE_FASTER;
      default -> code;
    };
  }

  private static String advice(TransactionCanceledException canceled) {
    Set<String> reasons = ClientFailure.reasonsOf(canceled);
    if (reasons.stream().anyMatch(ClientFailure::isThrottling)) {
      return "the table or one of its partitions is throttled";
    }
    return !reasons.isEmpty() && ClientFailure.CONTENTION.containsAll(reasons)
        ? OTHERS_WERE_FASTER
        : "TransactionCanceledException " + reasons;
  }
}
