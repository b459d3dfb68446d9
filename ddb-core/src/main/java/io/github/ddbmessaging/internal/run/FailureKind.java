package io.github.ddbmessaging.internal.run;

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
 * What a failed write means: whether to send the same request again, and whether the failed one may
 * have been applied. Judged by the error code, since emulators throw the base class where the
 * service's client throws a class of its own.
 */
public enum FailureKind {
  /** Refused for now, by a conflict or for lack of throughput; certainly not applied. */
  REFUSED,
  /** The response was lost; applied or not. */
  IN_DOUBT,
  /** Sending it again would not help. */
  FINAL;

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

  public static FailureKind of(RuntimeException failure) {
    if (failure instanceof AwsServiceException service) {
      String code = errorCode(service);
      if (isThrottling(code) || CONFLICT.equals(code)) {
        return REFUSED;
      }
      return IN_PROGRESS.equals(code) || service.statusCode() >= FIRST_SERVER_ERROR
          ? IN_DOUBT
          : FINAL;
    }
    // No connection is no proof: some HTTP clients repeat requests without a word.
    return failure instanceof SdkClientException client && isResponseLost(client)
        ? IN_DOUBT
        : FINAL;
  }

  /**
   * Whether the client has sent the request more than once before it failed: then an earlier one
   * may have been applied, and its response lost, whatever the last one says.
   */
  public static boolean isOfRepeat(RuntimeException failure) {
    return failure instanceof SdkException sdk
        && sdk.numAttempts() != null
        && sdk.numAttempts() > 1;
  }

  public static boolean isFailedCondition(RuntimeException failure) {
    return failure instanceof AwsServiceException service
        && CONDITION_FAILED.equals(errorCode(service));
  }

  /** Whether a query of an index failed because there is none, or none that may be read. */
  public static boolean isMissingIndex(RuntimeException failure) {
    return failure instanceof AwsServiceException service && NO_INDEX.contains(errorCode(service));
  }

  public static boolean isThrottling(@Nullable String code) {
    return code != null && THROTTLED.contains(code);
  }

  static String errorCode(AwsServiceException failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    return details == null || details.errorCode() == null
        ? failure.getClass().getSimpleName()
        : details.errorCode();
  }

  private static boolean isResponseLost(SdkClientException failure) {
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
