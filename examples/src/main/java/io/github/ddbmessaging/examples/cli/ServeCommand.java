package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.Wrapping;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Offers DynamoDB Local over HTTP. */
@Command(
    name = "serve",
    description = "Offers DynamoDB Local to all programs of this machine, until Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
  private static final int LAST_PORT = 65_535;

  private final GlobalOptions options;
  private final Streams streams;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port; 0 for a free one; default 8000.")
  private int port = 8_000;

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
    if (port < 0 || port > LAST_PORT) {
      throw new ParameterException(spec.commandLine(), "--port is 0 to " + LAST_PORT);
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Interrupt.stops(stopped::countDown, () -> serveUntil(stopped));
    return 0;
  }

  private void serveUntil(CountDownLatch stopped) {
    try (LocalDynamoDb dynamoDb = start()) {
      Session.printer(options, streams).print(serving(dynamoDb.endpoint().orElseThrow()));
      streams.out().flush();
      Interrupt.await(stopped);
    }
  }

  private LocalDynamoDb start() {
    LocalDynamoDb.Builder builder = LocalDynamoDb.builder().httpPort(port);
    return directory == null ? builder.start() : builder.directory(directory).start();
  }

  private Entry serving(URI endpoint) {
    String where = directory == null ? "in memory" : "in " + directory;
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("endpoint", endpoint.toString());
    fields.put("directory", directory == null ? null : directory.toString());
    return new Entry(
        List.copyOf(
            Wrapping.wrap("DynamoDB Local at " + endpoint + ", " + where + "; Ctrl-C ends it")),
        fields);
  }
}
