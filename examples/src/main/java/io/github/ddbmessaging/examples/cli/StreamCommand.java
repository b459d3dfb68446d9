package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.Projector;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.Printer;
import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.examples.cli.table.ToolException;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.stream.StreamPoller;
import io.github.ddbmessaging.stream.TableCheckpoints;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Keeps group rows current from the table's stream (pattern E). */
@Command(
    name = "stream",
    description = "Keeps the lists of conversations current from the table's stream, until Ctrl-C.")
final class StreamCommand extends TableCommand {
  @Option(
      names = "--consumer",
      paramLabel = "NAME",
      description = "The name that checkpoints are kept under; default rows.")
  private String consumer = "rows";

  @Option(names = "--drain", description = "Process what is there, then end.")
  private boolean drain;

  StreamCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  int run(Session session) {
    String streamArn =
        session
            .table()
            .streamArn()
            .orElseThrow(
                () ->
                    new ToolException(
                        "There is no table '"
                            + session.tableName()
                            + "' with a stream; make one with '"
                            + Tool.NAME
                            + " schema-load', or turn its stream on, with new images"));
    Projector projector =
        session
            .store()
            .projector()
            .onRejected(rejected -> tell("Record rejected", rejected.reason()));
    try (DynamoDbStreamsClient client = session.openStreams();
        StreamPoller poller =
            StreamPoller.builder()
                .client(client)
                .streamArn(streamArn)
                .handler(records -> project(records, projector, session))
                .checkpoints(
                    new TableCheckpoints(session.dynamoDb(), session.tableName(), consumer))
                .onTrimmed(
                    shard ->
                        streams()
                            .err()
                            .println("Records may be lost; run '" + Tool.NAME + " rebuild'"))
                .build()) {
      Interrupt.stops(poller::close, () -> follow(poller, session.printer()));
    }
    return 0;
  }

  private void follow(StreamPoller poller, Printer printer) {
    if (drain) {
      poller.drain();
    } else {
      printer.note("Following the stream; Ctrl-C ends it");
      poller.run();
    }
  }

  private Optional<String> project(
      Collection<Record> records, Projector projector, Session session) {
    try {
      ProjectionResult result = projector.project(records);
      result.failures().values().forEach(failure -> tell("A group waits", failure));
      int messages = result.done() + result.rejected().size() + result.notDone().size();
      if (messages > 0) {
        session.printer().print(batch(messages, result));
      }
      return result.retryFrom();
    } catch (RuntimeException e) {
      // The poller tries again, without a word.
      tell("A batch waits", e);
      throw e;
    }
  }

  private void tell(String what, Throwable failure) {
    streams().err().println(what + ": " + Advice.of(failure, options()));
  }

  private static Entry batch(int messages, ProjectionResult result) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("messages", (long) messages);
    fields.put("rejected", (long) result.rejected().size());
    fields.put("waiting", (long) result.notDone().size());
    return new Entry(
        List.of(
            Views.count(messages, "message")
                + ", "
                + result.rejected().size()
                + " rejected, "
                + result.notDone().size()
                + " waiting"),
        fields);
  }
}
