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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private final ProductionGuard guard = new ProductionGuard();

  private volatile boolean stopped;
  private long messages;
  private long rejected;
  private long waiting;

  StreamCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  void prepare() {
    guard.requireMeant(options(), "stream writes to");
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
            .onRejected(record -> tell(session, "Record rejected", record.reason()));
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
                        session
                            .printer()
                            .tell(
                                Entry.error(
                                    "Records may be lost; run '" + Tool.NAME + " rebuild'")))
                .build()) {
      Interrupt.stops(() -> stop(poller), () -> follow(poller, session.printer()));
    }
    return 0;
  }

  private void stop(StreamPoller poller) {
    stopped = true;
    poller.close();
  }

  private void follow(StreamPoller poller, Printer printer) {
    if (drain) {
      drain(poller);
      printer.print(counts(messages, rejected, waiting));
    } else {
      printer.hint("Following the stream; Ctrl-C ends it");
      poller.run();
    }
  }

  private static void drain(StreamPoller poller) {
    try {
      poller.drain();
    } catch (StoppedException e) {
      // Somebody pressed Ctrl-C: what was done is told, the rest comes next time.
    } catch (IllegalStateException e) {
      throw new ToolException("Some groups still wait, for what is told above; run it again", e);
    }
  }

  private Optional<String> project(
      Collection<Record> records, Projector projector, Session session) {
    if (stopped) {
      throw new StoppedException();
    }
    try {
      ProjectionResult result = projector.project(records);
      result.failures().values().forEach(failure -> tell(session, "A group waits", failure));
      count(result, session.printer());
      return result.retryFrom();
    } catch (RuntimeException e) {
      // The poller tries again, without a word.
      tell(session, "A batch waits", e);
      throw e;
    }
  }

  private void count(ProjectionResult result, Printer printer) {
    waiting = result.notDone().size();
    messages += result.done() + result.rejected().size();
    rejected += result.rejected().size();
    long inBatch = result.done() + result.rejected().size() + waiting;
    if (!drain && inBatch > 0) {
      printer.print(counts(inBatch, result.rejected().size(), waiting));
    }
  }

  private void tell(Session session, String what, Throwable failure) {
    session.printer().tell(Entry.error(what + ": " + Advice.of(failure, options())));
  }

  private static Entry counts(long messages, long rejected, long waiting) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("messages", messages);
    fields.put("rejected", rejected);
    fields.put("waiting", waiting);
    return Entry.sentence(
        Views.count(messages, "message") + ", " + rejected + " rejected, " + waiting + " waiting",
        fields);
  }

  /** Ends a drain, which the poller itself does not. */
  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
