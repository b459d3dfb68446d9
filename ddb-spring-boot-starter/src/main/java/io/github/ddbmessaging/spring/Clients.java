package io.github.ddbmessaging.spring;

import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Makes the clients that the application has no beans of. */
final class Clients {
  private Clients() {}

  /** A client as the properties and the AWS SDK's defaults say. */
  static DynamoDbClient own(DdbMessagingProperties.Client settings) {
    DynamoDbClientBuilder builder =
        DynamoDbClient.builder()
            .overrideConfiguration(
                calls ->
                    calls
                        .apiCallTimeout(settings.callTime())
                        .apiCallAttemptTimeout(settings.attemptTime()));
    if (settings.region() != null && !settings.region().isBlank()) {
      builder.region(Region.of(settings.region()));
    }
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    try {
      return builder.build();
    } catch (SdkClientException e) {
      // With a Region given, nothing is looked up that may be missing.
      throw new WrongPropertyException(
          "ddb.messaging.client.region is missing, and the AWS SDK finds no Region.",
          "Set it or the environment variable AWS_REGION, or set ddb.messaging.local=true for an"
              + " embedded table.",
          e);
    }
  }

  /**
   * A client that goes where another one goes: its Region, address, credentials and time-outs.
   * Interceptors and retries stay the AWS SDK's, since what a client tells of its own has the
   * defaults in it and would double them.
   *
   * @param builder of the client to be made
   * @param known what the other one is configured with
   */
  static <B extends AwsClientBuilder<B, C>, C> C like(
      B builder, AwsServiceClientConfiguration known) {
    known.endpointOverride().ifPresent(builder::endpointOverride);
    return builder
        .region(known.region())
        .credentialsProvider(known.credentialsProvider())
        .overrideConfiguration(timesOf(known.overrideConfiguration()))
        .build();
  }

  private static Consumer<ClientOverrideConfiguration.Builder> timesOf(
      ClientOverrideConfiguration known) {
    return calls -> {
      known.apiCallTimeout().ifPresent(calls::apiCallTimeout);
      known.apiCallAttemptTimeout().ifPresent(calls::apiCallAttemptTimeout);
    };
  }
}
