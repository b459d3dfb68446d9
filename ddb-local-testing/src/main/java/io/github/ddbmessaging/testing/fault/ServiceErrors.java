package io.github.ddbmessaging.testing.fault;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/**
 * Exceptions as the SDK raises them: class, error code, HTTP status. Each names who injected it.
 */
final class ServiceErrors {

  private static final int REFUSED = 400;
  private static final int BROKEN = 500;

  private ServiceErrors() {}

  static RuntimeException provisionedThroughputExceeded(String injector) {
    return completed(
        ProvisionedThroughputExceededException.builder(),
        "ProvisionedThroughputExceededException",
        "The level of configured provisioned throughput for the table was exceeded",
        REFUSED,
        injector);
  }

  static RuntimeException requestLimitExceeded(String injector) {
    return completed(
        RequestLimitExceededException.builder(),
        "RequestLimitExceeded",
        "Throughput exceeds the current throughput limit for your account",
        REFUSED,
        injector);
  }

  static RuntimeException throttling(String injector) {
    return completed(
        ThrottlingException.builder(),
        "ThrottlingException",
        "Throughput exceeds the current capacity of your table or index",
        REFUSED,
        injector);
  }

  static RuntimeException internalServerError(String injector) {
    return completed(
        InternalServerErrorException.builder(),
        "InternalServerError",
        "The request processing has failed because of an unknown error",
        BROKEN,
        injector);
  }

  static RuntimeException conditionalCheckFailed(String injector) {
    return completed(
        ConditionalCheckFailedException.builder(),
        "ConditionalCheckFailedException",
        "The conditional request failed",
        REFUSED,
        injector);
  }

  static RuntimeException transactionConflict(String injector) {
    return completed(
        TransactionConflictException.builder(),
        "TransactionConflictException",
        "Transaction is ongoing for the item",
        REFUSED,
        injector);
  }

  static RuntimeException transactionInProgress(String injector) {
    return completed(
        TransactionInProgressException.builder(),
        "TransactionInProgressException",
        "The transaction with the given request token is already in progress",
        REFUSED,
        injector);
  }

  static RuntimeException expiredIterator(String injector) {
    return completed(
        ExpiredIteratorException.builder(),
        "ExpiredIteratorException",
        "Iterator expired",
        REFUSED,
        injector);
  }

  static RuntimeException trimmedDataAccess(String injector) {
    return completed(
        TrimmedDataAccessException.builder(),
        "TrimmedDataAccessException",
        "The requested data has been trimmed",
        REFUSED,
        injector);
  }

  /** A cancelled transaction of some actions, one of which is to blame; the first is action 0. */
  static RuntimeException transactionCancelled(
      int actions, int blamed, Cancellation why, String injector) {
    List<CancellationReason> reasons =
        IntStream.range(0, actions).mapToObj(i -> i == blamed ? reason(why) : NO_REASON).toList();
    String codes = reasons.stream().map(CancellationReason::code).collect(Collectors.joining(", "));
    return completed(
        TransactionCanceledException.builder().cancellationReasons(reasons),
        "TransactionCanceledException",
        "Transaction cancelled, please refer cancellation reasons for specific details ["
            + codes
            + "]",
        REFUSED,
        injector);
  }

  /** What the SDK throws if no answer came. */
  static RuntimeException network(IOException cause, String injector) {
    return SdkClientException.create(
        "Unable to execute HTTP request: " + cause.getMessage() + injector, cause);
  }

  /** What every call of a process that has ended fails with. */
  static RuntimeException crash(String injector) {
    return SdkClientException.create("Crashed" + injector);
  }

  private static final CancellationReason NO_REASON =
      CancellationReason.builder().code("None").build();

  private static CancellationReason reason(Cancellation why) {
    return CancellationReason.builder().code(why.code()).message(why.message()).build();
  }

  private static RuntimeException completed(
      DynamoDbException.Builder exception,
      String code,
      String message,
      int status,
      String injector) {
    AwsErrorDetails details =
        AwsErrorDetails.builder()
            .serviceName("DynamoDb")
            .errorCode(code)
            .errorMessage(message + injector)
            .build();
    return (RuntimeException)
        exception
            .message(message + injector)
            .statusCode(status)
            .requestId("INJECTED")
            .awsErrorDetails(details)
            .build();
  }
}
