package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.table.ToolException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** Makes clients: for AWS with its usual settings, for any other address with none of them. */
final class AwsClients {
  /** No one waits many seconds to learn that nothing answers. */
  private static final int LOCAL_ATTEMPTS = 3;

  private static final Duration LOCAL_ATTEMPT_TIMEOUT = Duration.ofSeconds(20);

  private final GlobalOptions options;
  private final ExecutionInterceptor units;
  private @Nullable AwsCredentialsProvider credentials;

  /**
   * Takes what the clients are made by.
   *
   * @param options what the tool was told
   * @param units counts what AWS reports, if that is asked for
   */
  AwsClients(GlobalOptions options, ExecutionInterceptor units) {
    this.options = options;
    this.units = units;
  }

  /**
   * Makes a client.
   *
   * @param builder a new builder
   * @param <B> its type
   * @param <C> the type of the client
   * @return the client, to be closed by the caller
   * @throws ToolException if a setting of AWS is missing or damaged
   */
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder) {
    try {
      return (options.prod() ? configureAws(builder) : configureLocal(builder)).build();
    } catch (RuntimeException e) {
      // Of whatever type: the SDK reads its settings here, and nothing has been requested yet.
      throw new ToolException(
          AwsSettings.explain(
              e, NamedProfile.find(options.profile()), AwsSettings.names(System.getenv().keySet())),
          e);
    }
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configureAws(
      B builder) {
    ClientOverrideConfiguration.Builder overrides = ClientOverrideConfiguration.builder();
    if (options.capacity()) {
      overrides.addExecutionInterceptor(units);
    }
    if (options.profile() != null) {
      overrides.defaultProfileName(options.profile());
    }
    if (options.region() != null) {
      builder.region(Region.of(options.region()));
    }
    return builder.credentialsProvider(credentials()).overrideConfiguration(overrides.build());
  }

  /** Looked up before the first request, so that what is missing is told for what it is. */
  private AwsCredentialsProvider credentials() {
    if (credentials == null) {
      AwsCredentialsProvider found =
          options.profile() == null
              ? DefaultCredentialsProvider.builder().build()
              : ProfileCredentialsProvider.create(options.profile());
      found.resolveCredentials();
      credentials = found;
    }
    return credentials;
  }

  /** Nothing of the machine counts: no credentials, no profile, no region, no proxy. */
  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configureLocal(
      B builder) {
    return builder
        .httpClientBuilder(
            Apache5HttpClient.builder()
                .proxyConfiguration(
                    ProxyConfiguration.builder()
                        .useSystemPropertyValues(false)
                        .useEnvironmentVariableValues(false)
                        .build()))
        .endpointOverride(options.endpoint())
        .region(Region.US_EAST_1)
        .dualstackEnabled(false)
        .fipsEnabled(false)
        .defaultsMode(DefaultsMode.LEGACY)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .defaultProfileFile(ProfileFile.aggregator().build())
                .apiCallAttemptTimeout(LOCAL_ATTEMPT_TIMEOUT)
                .retryStrategy(
                    DefaultRetryStrategy.standardStrategyBuilder()
                        .maxAttempts(LOCAL_ATTEMPTS)
                        .build())
                .build());
  }
}
