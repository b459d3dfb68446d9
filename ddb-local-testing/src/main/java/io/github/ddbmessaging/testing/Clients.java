package io.github.ddbmessaging.testing;

import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientAsyncConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The SDK's own clients over a transport, each made when it is first asked for.
 *
 * <p>They hold nothing that their {@code close()} would end: every thread belongs to this class.
 */
final class Clients implements AutoCloseable {

  private final TransportHttpClient http;
  private final TransportAsyncHttpClient asyncHttp;
  private final URI endpoint;
  private final ExecutorService callThreads;
  private final ScheduledExecutorService retryThread =
      Executors.newSingleThreadScheduledExecutor(new DaemonThreads("retry"));
  private @Nullable DynamoDbClient client;
  private @Nullable DynamoDbAsyncClient asyncClient;
  private @Nullable DynamoDbStreamsClient streamsClient;
  private @Nullable DynamoDbStreamsAsyncClient streamsAsyncClient;

  Clients(Transport transport, URI endpoint) {
    this.endpoint = endpoint;
    // A call after the end runs in the caller's thread, to hear from the transport that it is over.
    this.callThreads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new DaemonThreads("async"),
            (call, pool) -> call.run());
    this.http = new TransportHttpClient(transport);
    this.asyncHttp = new TransportAsyncHttpClient(transport, callThreads);
  }

  synchronized DynamoDbClient client() {
    if (client == null) {
      client = configure(DynamoDbClient.builder()).httpClient(http).build();
    }
    return client;
  }

  synchronized DynamoDbAsyncClient asyncClient() {
    if (asyncClient == null) {
      asyncClient =
          configure(DynamoDbAsyncClient.builder())
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

  /** Nothing of the machine counts: no credentials, no profile, no region of its own. */
  private <B extends AwsClientBuilder<B, C>, C> B configure(B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .defaultProfileFile(ProfileFile.aggregator().build())
                .scheduledExecutorService(retryThread)
                .build());
  }

  private static ClientAsyncConfiguration completingInCallThread() {
    return ClientAsyncConfiguration.builder()
        .advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run)
        .build();
  }

  @Override
  public void close() {
    callThreads.shutdown();
    retryThread.shutdownNow();
  }
}
