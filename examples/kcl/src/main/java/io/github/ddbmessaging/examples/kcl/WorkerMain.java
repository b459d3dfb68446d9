package io.github.ddbmessaging.examples.kcl;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.kinesis.metrics.MetricsConfig;

/**
 * Runs one worker with the credentials and the region of the process. Start as many as you like.
 */
public final class WorkerMain {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerMain.class);

  private WorkerMain() {}

  /**
   * Works until the process is told to end. The exit status is 0 then, 1 after a failure, 2 if the
   * arguments are wrong.
   *
   * @param args the table's name, and a name for the application
   */
  public static void main(String[] args) {
    // The library leaves threads behind that would keep the process alive.
    System.exit(run(args));
  }

  static int run(String... args) {
    if (args.length != 2) {
      LOG.error("Arguments: <table> <application>");
      return 2;
    }
    try (DynamoDbClient client = DynamoDbClient.create();
        DynamoDbAsyncClient leases = DynamoDbAsyncClient.create();
        DynamoDbStreamsClient streams = DynamoDbStreamsClient.create();
        CloudWatchAsyncClient cloudWatch = CloudWatchAsyncClient.create()) {
      WorkerSettings settings =
          new WorkerSettings(
              streamArn(client, args[0]), args[1], UUID.randomUUID().toString(), Timings.DEFAULT);
      MessagingStore store = MessagingStore.builder().client(client).tableName(args[0]).build();
      ProjectorWorker worker =
          new ProjectorWorker(
              settings,
              store.projector(),
              streams,
              leases,
              new MetricsConfig(cloudWatch, settings.applicationName()));
      Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "close-worker"));
      worker.run();
      return 0;
    } catch (RuntimeException e) {
      LOG.error("The worker failed", e);
      return 1;
    }
  }

  private static String streamArn(DynamoDbClient client, String tableName) {
    return MessagingTable.of(client, tableName)
        .streamArn()
        .orElseThrow(() -> new IllegalStateException("Table " + tableName + " has no stream"));
  }
}
