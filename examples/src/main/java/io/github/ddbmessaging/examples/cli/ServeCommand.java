package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Offers DynamoDB Local over HTTP. */
@Command(
    name = "serve",
    description = "Offers DynamoDB Local to all programs of this machine, until Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final Streams streams;

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = WholeNumber.Port.class,
      description = "The port; 0 for a free one; default 8000.")
  private long port = 8_000;

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      description = "Keep the data there; default in memory.")
  private @Nullable Path directory;

  ServeCommand(GlobalOptions options, Streams streams) {
    this.options = options;
    this.streams = streams;
  }

  @Override
  public Integer call() {
    CountDownLatch stopped = new CountDownLatch(1);
    Interrupt.stops(stopped::countDown, () -> serveUntil(stopped));
    return 0;
  }

  private void serveUntil(CountDownLatch stopped) {
    try (LocalDynamoDb dynamoDb = start()) {
      options.printer(streams).print(serving(dynamoDb.endpoint()));
      if (streams.lostOutput().isEmpty()) {
        Interrupt.await(stopped);
      }
    }
  }

  private LocalDynamoDb start() {
    LocalDynamoDb.Builder builder = LocalDynamoDb.builder().httpPort((int) port);
    return directory == null ? builder.start() : builder.directory(directory).start();
  }

  private Entry serving(URI endpoint) {
    String where = directory == null ? "in memory" : "in " + directory;
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("endpoint", endpoint.toString());
    fields.put("directory", directory == null ? null : directory.toString());
    return Entry.sentence(
        "DynamoDB Local at " + endpoint + ", " + where + "; Ctrl-C ends it", fields);
  }
}
