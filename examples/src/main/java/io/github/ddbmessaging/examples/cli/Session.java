package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.examples.cli.GlobalOptions.Output;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.Printer;
import io.github.ddbmessaging.examples.cli.output.Progress;
import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** What a command works with: the connection, and the way to print. */
final class Session implements AutoCloseable {
  private final GlobalOptions options;
  private final Streams streams;
  private final Printer printer;
  private final Units reported = new Units();
  private final Meter meter = new Meter();
  private final AwsClients clients;
  private final DynamoDbClient dynamoDb;

  Session(GlobalOptions options, Streams streams) {
    this.options = options;
    this.streams = streams;
    this.printer = options.printer(streams);
    this.clients = new AwsClients(options, reported);
    DynamoDbClient client = clients.build(DynamoDbClient.builder());
    this.dynamoDb = isMetered() ? meter.wrap(client) : client;
  }

  Printer printer() {
    return printer;
  }

  /** Progress of work of which the size is known. */
  Progress progress(String what, long total) {
    return Progress.of(what, total, streams.err(), showsProgress());
  }

  /** Progress of work of unknown size. */
  Progress progress(String what) {
    return Progress.counting(what, streams.err(), showsProgress());
  }

  DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  /** A new client for streams, to be closed by the caller. */
  DynamoDbStreamsClient openStreams() {
    return clients.build(DynamoDbStreamsClient.builder());
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

  /** Tells what was consumed, if that was asked for. */
  void tellCapacity() {
    if (!options.capacity()) {
      return;
    }
    if (isMetered() && meter.calls().stream().anyMatch(call -> Double.isNaN(call.readUnits()))) {
      Map<String, @Nullable Object> known = Entry.newFields();
      known.put("requests", (long) meter.calls().size());
      printer.tell(
          Entry.line(
              Views.count(meter.calls().size(), "request")
                  + "; DynamoDB Local does not tell what PartiQL consumes",
              known));
      return;
    }
    Usage usage =
        isMetered()
            ? meter.total()
            : new Usage((int) reported.requests(), reported.readUnits(), reported.writeUnits());
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("requests", (long) usage.requests());
    fields.put("read_units", usage.readUnits());
    fields.put("write_units", usage.writeUnits());
    printer.tell(
        Entry.line(
            String.format(
                Locale.ROOT,
                "%s, %.1f read units, %.1f write units",
                Views.count(usage.requests(), "request"),
                usage.readUnits(),
                usage.writeUnits()),
            fields));
  }

  @Override
  public void close() {
    dynamoDb.close();
  }

  /** DynamoDB Local misreports transactions, so there the published rules are applied. */
  private boolean isMetered() {
    return options.capacity() && !options.prod();
  }

  private boolean showsProgress() {
    return streams.isTerminal() && options.output() == Output.TEXT;
  }
}
