package io.github.ddbmessaging.testing;

import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.core.client.config.ClientAsyncConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbBaseClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The SDK's own clients over a transport, each made when it is first asked for.
 *
 * <p>They hold nothing that their {@code close()} would end.
 */
final class Clients {

  private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();

  private final TransportHttpClient http;
  private final TransportAsyncHttpClient asyncHttp;
  private final URI endpoint;
  private final ClientThreads threads;
  private final Consumer<ClientOverrideConfiguration.Builder> configuration;
  private @Nullable DynamoDbClient client;
  private @Nullable DynamoDbAsyncClient asyncClient;
  private @Nullable DynamoDbStreamsClient streamsClient;
  private @Nullable DynamoDbStreamsAsyncClient streamsAsyncClient;

  /**
   * Makes no client yet.
   *
   * @param configuration what the user wants otherwise than by default
   */
  Clients(
      Transport transport,
      URI endpoint,
      ClientThreads threads,
      Consumer<ClientOverrideConfiguration.Builder> configuration) {
    this.endpoint = endpoint;
    this.threads = threads;
    this.configuration = configuration;
    this.http = new TransportHttpClient(transport);
    this.asyncHttp = new TransportAsyncHttpClient(transport, threads.calls());
  }

  synchronized DynamoDbClient client() {
    if (client == null) {
      client = configureTables(DynamoDbClient.builder()).httpClient(http).build();
    }
    return client;
  }

  synchronized DynamoDbAsyncClient asyncClient() {
    if (asyncClient == null) {
      asyncClient =
          configureTables(DynamoDbAsyncClient.builder())
              .httpClient(asyncHttp)
              .asyncConfiguration(completingInCallThread())
              .build();
    }
    return asyncClient;
  }

  synchronized DynamoDbStreamsClient streamsClient() {
    if (streamsClient == null) {
      streamsClient = configure(DynamoDbStreamsClient.builder()).httpClient(http).build();
    }
    return streamsClient;
  }

  synchronized DynamoDbStreamsAsyncClient streamsAsyncClient() {
    if (streamsAsyncClient == null) {
      streamsAsyncClient =
          configure(DynamoDbStreamsAsyncClient.builder())
              .httpClient(asyncHttp)
              .asyncConfiguration(completingInCallThread())
              .build();
    }
    return streamsAsyncClient;
  }

  private <B extends DynamoDbBaseClientBuilder<B, C>, C> B configureTables(B builder) {
    return configure(builder)
        .endpointDiscoveryEnabled(false)
        .accountIdEndpointMode(AccountIdEndpointMode.DISABLED);
  }

  /** Nothing of the machine counts: what the SDK would look up in its settings is set here. */
  private <B extends AwsClientBuilder<B, C>, C> B configure(B builder) {
    ClientOverrideConfiguration.Builder overrides =
        ClientOverrideConfiguration.builder()
            .defaultProfileFileSupplier(() -> NO_PROFILES)
            .retryStrategy(Retries.asByDefault())
            .compressionConfiguration(
                compress ->
                    compress.requestCompressionEnabled(false).minimumCompressionThresholdInBytes(0))
            .scheduledExecutorService(threads.retries());
    configuration.accept(overrides);
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .fipsEnabled(false)
        .dualstackEnabled(false)
        .defaultsMode(DefaultsMode.LEGACY)
        .overrideConfiguration(overrides.build());
  }

  private static ClientAsyncConfiguration completingInCallThread() {
    return ClientAsyncConfiguration.builder()
        .advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run)
        .build();
  }
}
