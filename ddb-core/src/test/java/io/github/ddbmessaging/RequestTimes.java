package io.github.ddbmessaging;

import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** The time that a request is given: the runners set it last, each time anew. */
public final class RequestTimes {
  private RequestTimes() {}

  /** How long a request may take. */
  public static Duration of(DynamoDbRequest request) {
    return request.overrideConfiguration().orElseThrow().apiCallTimeout().orElseThrow();
  }

  /** The request as the operation made it. */
  @SuppressWarnings("unchecked") // A builder builds the class of the request that it is from.
  public static <R extends SdkRequest> R without(R request) {
    if (!(request instanceof DynamoDbRequest made)) {
      return request;
    }
    AwsRequestOverrideConfiguration none = null;
    return (R) made.toBuilder().overrideConfiguration(none).build();
  }
}
