package io.github.ddbmessaging.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Runs commands in this JVM against one engine, each test on a table of its own. */
final class Commands {
  private static final LocalDynamoDb ENGINE = LocalDynamoDb.builder().http().start();
  private static final AtomicInteger TABLES = new AtomicInteger();

  private final String table = "table-" + TABLES.incrementAndGet();
  private String input = "";
  private boolean terminal;

  static String endpoint() {
    return ENGINE.endpoint().toString();
  }

  static DynamoDbClient dynamoDb() {
    return ENGINE.client();
  }

  String table() {
    return table;
  }

  /** Makes the table as {@code schema-load} does, without a command line to take apart. */
  void makeTable() {
    MessagingTable.of(dynamoDb(), table).create(TableSettings.onDemand());
  }

  /** What the next commands find on standard input. */
  Commands withInput(String text) {
    input = text;
    return this;
  }

  /** People sit at a terminal of 80 columns. */
  Commands onTerminal() {
    terminal = true;
    return this;
  }

  /** Runs a command on this test's table. */
  Outcome run(String... args) {
    List<String> all = new ArrayList<>(List.of("--endpoint-url", endpoint(), "--table", table));
    all.addAll(List.of(args));
    return runAsIs(input, terminal, all);
  }

  /** Runs a command that must succeed. */
  List<String> succeed(String... args) {
    Outcome outcome = run(args);
    if (outcome.status() != 0 || !outcome.err().isEmpty()) {
      throw new AssertionError("Failed: " + String.join(" ", args) + ": " + outcome);
    }
    return outcome.out();
  }

  /** Runs the tool with these arguments and no others. */
  static Outcome runAsIs(String input, List<String> args) {
    return runAsIs(input, false, args);
  }

  private static Outcome runAsIs(String input, boolean terminal, List<String> args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Tool.run(
            args, new Streams(new ByteArrayInputStream(input.getBytes(UTF_8)), out, err, terminal));
    return new Outcome(
        status, out.toString(UTF_8).lines().toList(), err.toString(UTF_8).lines().toList());
  }
}
