package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.CallReport.Throttling;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What DynamoDB tells of why it throttled a request. */
final class Throttlings {
  private static final String UNKNOWN = "unknown";

  private Throttlings() {}

  /** Why a request was throttled: the reasons if there are any, or else the error codes. */
  static Set<Throttling> of(RuntimeException failure) {
    Set<Throttling> told =
        reasons(failure).stream()
            .map(reason -> new Throttling(orUnknown(reason.reason()), orUnknown(reason.resource())))
            .collect(Collectors.toSet());
    return told.isEmpty() ? ofCodes(failure) : told;
  }

  private static List<ThrottlingReason> reasons(RuntimeException failure) {
    if (failure instanceof ProvisionedThroughputExceededException exceeded) {
      return exceeded.throttlingReasons();
    }
    if (failure instanceof ThrottlingException throttled) {
      return throttled.throttlingReasons();
    }
    return failure instanceof RequestLimitExceededException exceeded
        ? exceeded.throttlingReasons()
        : List.of();
  }

  private static Set<Throttling> ofCodes(RuntimeException failure) {
    return codes(failure).stream()
        .filter(ClientFailure::isThrottling)
        .map(code -> new Throttling(code, UNKNOWN))
        .collect(Collectors.toSet());
  }

  private static Set<String> codes(RuntimeException failure) {
    if (failure instanceof TransactionCanceledException canceled) {
      return ClientFailure.reasonsOf(canceled);
    }
    return failure instanceof AwsServiceException service
        ? Set.of(ClientFailure.errorCode(service))
        : Set.of();
  }

  private static String orUnknown(@Nullable String value) {
    return value == null ? UNKNOWN : value;
  }
}
