package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.examples.cli.GlobalOptions.Output;
import io.github.ddbmessaging.examples.cli.output.JsonPrinter;
import io.github.ddbmessaging.examples.cli.output.Printer;
import io.github.ddbmessaging.examples.cli.output.TextPrinter;
import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The connection that a command works with: to AWS, or to the address it was given. */
final class Session implements AutoCloseable {
  /** No one waits many seconds to learn that nothing answers. */
  private static final int LOCAL_ATTEMPTS = 3;

  private static final Duration LOCAL_ATTEMPT_TIMEOUT = Duration.ofSeconds(20);

  private final GlobalOptions options;
  private final Printer printer;
  private final Units reported = new Units();
  private final Meter meter = new Meter();
  private final DynamoDbClient dynamoDb;

  Session(GlobalOptions options, Streams streams) {
    this.options = options;
    this.printer = printer(options, streams);
    DynamoDbClient client = configure(DynamoDbClient.builder()).build();
    this.dynamoDb = isMetered() ? meter.wrap(client) : client;
  }

  /** Opens the way to print, which needs no connection. */
  static Printer printer(GlobalOptions options, Streams streams) {
    return options.output() == Output.JSON
        ? new JsonPrinter(streams.out(), streams.err())
        : new TextPrinter(streams.out());
  }

  Printer printer() {
    return printer;
  }

  DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  /** A new client for streams, to be closed by the caller. */
  DynamoDbStreamsClient openStreams() {
    return configure(DynamoDbStreamsClient.builder()).build();
  }

  String tableName() {
    return options.table();
  }

  MessagingTable table() {
    return MessagingTable.of(dynamoDb, options.table());
  }

  MessagingAdmin admin() {
    return MessagingAdmin.builder().client(dynamoDb).tableName(options.table()).build();
  }

  MessagingStore store() {
    return MessagingStore.builder().client(dynamoDb).tableName(options.table()).build();
  }

  /** Prints what was consumed, if that was asked for. */
  void printCapacity(PrintStream err) {
    if (!options.capacity()) {
      return;
    }
    Usage usage =
        isMetered()
            ? meter.total()
            : new Usage((int) reported.requests(), reported.readUnits(), reported.writeUnits());
    err.printf(
        Locale.ROOT,
        "%s, %.1f read units, %.1f write units%n",
        Views.count(usage.requests(), "request"),
        usage.readUnits(),
        usage.writeUnits());
  }

  @Override
  public void close() {
    dynamoDb.close();
  }

  /** DynamoDB Local misreports transactions, so there the published rules are applied. */
  private boolean isMetered() {
    return options.capacity() && !options.prod();
  }

  private <B extends AwsClientBuilder<B, C>, C> B configure(B builder) {
    ClientOverrideConfiguration.Builder overrides = ClientOverrideConfiguration.builder();
    if (options.prod()) {
      if (options.capacity()) {
        overrides.addExecutionInterceptor(reported);
      }
      return builder.overrideConfiguration(overrides.build());
    }
    // Nothing of the machine counts: no credentials, no profile, no region of its own.
    return builder
        .endpointOverride(options.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .overrideConfiguration(
            overrides
                .defaultProfileFile(ProfileFile.aggregator().build())
                .apiCallAttemptTimeout(LOCAL_ATTEMPT_TIMEOUT)
                .retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(LOCAL_ATTEMPTS)
                        .build())
                .build());
  }
}
