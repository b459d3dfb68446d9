package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.MessagingException;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a failed write means. Judged by the error code, since emulators throw the base class where
 * the service's client throws a class of its own.
 */
public final class Failures {
  private static final Set<String> THROTTLED =
      Set.of(
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "ThrottlingException",
          "ThrottlingError",
          "ProvisionedThroughputExceeded");
  private static final Set<String> NO_INDEX =
      Set.of("ValidationException", "AccessDeniedException");
  private static final String CONFLICT = "TransactionConflictException";
  private static final String CONDITION_FAILED = "ConditionalCheckFailedException";
  private static final String IN_PROGRESS = "TransactionInProgressException";
  private static final int FIRST_SERVER_ERROR = 500;

  private Failures() {}

  /** Whether to send the same request again, and whether the failed one may have been applied. */
  public enum Meaning {
    /** Refused for now, by a conflict or for lack of throughput; certainly not applied. */
    REFUSED,
    /** The answer was lost; applied or not. */
    IN_DOUBT,
    /** Sending it again would not help. */
    FINAL
  }

  public static Meaning of(RuntimeException failure) {
    if (failure instanceof AwsServiceException service) {
      String code = code(service);
      if (isThrottling(code) || CONFLICT.equals(code)) {
        return Meaning.REFUSED;
      }
      return IN_PROGRESS.equals(code) || service.statusCode() >= FIRST_SERVER_ERROR
          ? Meaning.IN_DOUBT
          : Meaning.FINAL;
    }
    // No connection is no proof: some HTTP clients repeat requests without a word.
    return failure instanceof SdkClientException client && lostOnTheWay(client)
        ? Meaning.IN_DOUBT
        : Meaning.FINAL;
  }

  /**
   * Whether the client has sent the request more than once before it failed: then an earlier one
   * may have been applied, and its answer lost, whatever the last one says.
   */
  public static boolean isOfRepeat(RuntimeException failure) {
    return failure instanceof SdkException sdk
        && sdk.numAttempts() != null
        && sdk.numAttempts() > 1;
  }

  public static boolean isFailedCondition(RuntimeException failure) {
    return failure instanceof AwsServiceException service && CONDITION_FAILED.equals(code(service));
  }

  /** Whether a query of an index failed because there is none, or none that may be read. */
  public static boolean isMissingIndex(RuntimeException failure) {
    return failure instanceof AwsServiceException service && NO_INDEX.contains(code(service));
  }

  public static boolean isThrottling(@Nullable String code) {
    return code != null && THROTTLED.contains(code);
  }

  /**
   * The exception for a failure that ends an operation.
   *
   * @param request the AWS operation
   * @param failure what the client threw
   * @param mayHaveTakenEffect whether an earlier attempt's answer was lost
   * @return what to throw
   */
  public static MessagingException unrecoverable(
      String request, RuntimeException failure, boolean mayHaveTakenEffect) {
    if (failure instanceof MessagingException own) {
      return own;
    }
    return new DynamoDbFailureException(
        request + " failed: " + advice(failure), failure, mayHaveTakenEffect);
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
            ? code(service) + ": " + service.awsErrorDetails().errorMessage()
            : advice(failure);
    return new DynamoDbFailureException(
        request + " for table " + tableName + " failed: " + problem, failure, false);
  }

  /** What is wrong, and what to do where that is known; never what the service quotes. */
  static String advice(RuntimeException failure) {
    if (!(failure instanceof AwsServiceException service)) {
      return failure instanceof SdkClientException
          ? "DynamoDB was not reached; check endpoint, region, credentials and network"
          : failure.getClass().getName();
    }
    String code = code(service);
    return switch (code) {
      case "ResourceNotFoundException" ->
          "no such table in this region; create it with MessagingTable.create()";
      case "AccessDeniedException" -> "the credentials do not permit it on this table";
      case "ExpiredTokenException" -> "the credentials have expired; renew them";
      default -> code;
    };
  }

  private static String code(AwsServiceException failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    return details == null || details.errorCode() == null
        ? failure.getClass().getSimpleName()
        : details.errorCode();
  }

  private static boolean lostOnTheWay(SdkClientException failure) {
    if (failure instanceof AbortedException
        || failure instanceof ApiCallTimeoutException
        || failure instanceof ApiCallAttemptTimeoutException
        || failure.retryable()) {
      return true;
    }
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }
}
