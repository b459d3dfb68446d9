package io.github.ddbmessaging.internal.run;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What a client threw, and what that means for a write. There are two questions: whether to send
 * the request again, and whether it can have been applied. Judged by the error code, since
 * emulators throw the base class where the service's client throws a class of its own.
 *
 * @param thrown what the client threw
 */
public record ClientFailure(RuntimeException thrown) {
  private static final String CONDITION_FAILED = "ConditionalCheckFailedException";
  private static final String IN_PROGRESS = "TransactionInProgressException";
  private static final String CONFLICT = "TransactionConflictException";
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int REQUEST_TIMEOUT = 408;

  /** A chain of causes can be a circle. */
  private static final int MOST_CAUSES = 50;

  private static final Set<String> THROTTLED =
      Set.of(
          "ProvisionedThroughputExceededException",
          "ProvisionedThroughputExceeded",
          "RequestLimitExceeded",
          "ThrottlingException",
          "ThrottlingError");

  /** With these codes DynamoDB documents that it has refused a request, and so not applied it. */
  private static final Set<String> REFUSALS =
      Set.of(
          "AccessDeniedException",
          CONDITION_FAILED,
          CONFLICT,
          "ExpiredTokenException",
          "IncompleteSignatureException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "ItemCollectionSizeLimitExceededException",
          "LimitExceededException",
          "MissingAuthenticationTokenException",
          "ReplicatedWriteConflictException",
          "ResourceInUseException",
          "ResourceNotFoundException",
          "SerializationException",
          "TransactionCanceledException",
          "UnknownOperationException",
          "UnrecognizedClientException",
          "ValidationException");

  /** Reasons for which a transaction is cancelled because of what others wrote. */
  static final Set<String> CONTENTION = Set.of("ConditionalCheckFailed", "TransactionConflict");

  private static final Set<String> NO_INDEX =
      Set.of("ValidationException", "AccessDeniedException");

  /** Whether the same request may succeed if it is sent again. */
  public boolean isRetryable() {
    if (thrown instanceof AwsServiceException service) {
      String code = errorCode(service);
      return isThrottling(code)
          || CONFLICT.equals(code)
          || IN_PROGRESS.equals(code)
          || service.statusCode() >= FIRST_SERVER_ERROR
          || service.statusCode() == REQUEST_TIMEOUT;
    }
    return isCausedBy(
        cause ->
            cause instanceof IOException
                || cause instanceof AbortedException
                || isTimeout(cause)
                || (cause instanceof SdkException sdk && sdk.retryable()));
  }

  /**
   * Whether the request can have been applied all the same. It certainly was not only if DynamoDB
   * answered that it refuses it, and the client had sent it once: of an earlier time, nothing is
   * known.
   */
  public boolean mayBeApplied() {
    return !(thrown instanceof AwsServiceException service && isRefusal(errorCode(service)))
        || isOfRepeat();
  }

  /** Whether the client has sent the request more than once before it failed. */
  public boolean isOfRepeat() {
    return thrown instanceof SdkException sdk && sdk.numAttempts() != null && sdk.numAttempts() > 1;
  }

  /** Whether a condition of a plain write failed. */
  public boolean isFailedCondition() {
    return thrown instanceof AwsServiceException service
        && CONDITION_FAILED.equals(errorCode(service));
  }

  /** Whether the request was refused because of what others wrote. */
  boolean isConflict() {
    if (thrown instanceof TransactionCanceledException canceled) {
      return reasonsOf(canceled).stream().anyMatch(CONTENTION::contains);
    }
    return thrown instanceof AwsServiceException service
        && Set.of(CONDITION_FAILED, CONFLICT, IN_PROGRESS).contains(errorCode(service));
  }

  /** Whether DynamoDB can never accept the request: an item or a key is too large, say. */
  public boolean isInvalidRequest() {
    if (thrown instanceof TransactionCanceledException canceled
        && canceled.hasCancellationReasons()) {
      return reasonsOf(canceled).contains("ValidationError");
    }
    return thrown instanceof AwsServiceException service
        && errorCode(service).equals("ValidationException");
  }

  /** Whether no response came in time. */
  boolean isTimeout() {
    return isCausedBy(ClientFailure::isTimeout);
  }

  private static boolean isTimeout(Throwable cause) {
    return cause instanceof TimeoutException
        || cause instanceof SocketTimeoutException
        || cause instanceof ApiCallTimeoutException
        || cause instanceof ApiCallAttemptTimeoutException;
  }

  /** Why a transaction was cancelled, without the actions that nothing stood against. */
  public static Set<String> reasonsOf(TransactionCanceledException canceled) {
    return canceled.cancellationReasons().stream()
        .map(CancellationReason::code)
        .filter(code -> code != null && !code.equals("None"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether a query of an index failed because there is none, or none that may be read. */
  public boolean isMissingIndex() {
    return thrown instanceof AwsServiceException service && NO_INDEX.contains(errorCode(service));
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

  private static boolean isRefusal(String code) {
    return REFUSALS.contains(code) || isThrottling(code);
  }

  private boolean isCausedBy(Predicate<Throwable> test) {
    return Stream.<@Nullable Throwable>iterate(thrown, t -> t != null, Throwable::getCause)
        .limit(MOST_CAUSES)
        .anyMatch(test);
  }
}
