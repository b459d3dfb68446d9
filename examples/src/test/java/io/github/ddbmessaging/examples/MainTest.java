package io.github.ddbmessaging.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.examples.cli.Streams;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class MainTest {
  /** How a run ended, and what it said on standard error. */
  private record Outcome(int status, List<String> errors) {}

  @Test
  void run_whenProgramEnds_returns0() {
    assertThat(run(out -> {})).isEqualTo(new Outcome(0, List.of()));
  }

  @Test
  void run_whenArgumentIsUnknown_saysHowToUseIt() {
    assertThat(run(out -> {}, "--nonsense"))
        .isEqualTo(new Outcome(2, List.of("Unknown option: '--nonsense'; see 'ddb --help'")));
  }

  @Test
  void run_whenOutputIsLost_saysSoAndFails() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("full");
          }
        };

    assertThat(run(out -> out.println("Hi"), full))
        .isEqualTo(
            new Outcome(
                1,
                List.of(
                    "Output was lost: full; make space, or print elsewhere. What was done to a"
                        + " table stays done")));
  }

  @Test
  void run_whenClientFailsMidway_saysSoInOneLine() {
    Consumer<PrintStream> program = quickstart(c -> FaultyClients.losingTheTableAfter(20, c));

    Outcome outcome = run(program);

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors())
        .singleElement()
        .asString()
        .startsWith("The quickstart failed: ")
        .endsWith(
            "TransactWriteItems on table messages failed: no such table in this region; create it"
                + " with MessagingTable.create()");
  }

  @Tag("long")
  @Test
  void run_whenClientFailsMidwayAndVerbose_printsTheStackTrace() {
    Consumer<PrintStream> program = quickstart(c -> FaultyClients.losingTheTableAfter(20, c));

    assertThat(run(program, "--verbose").errors())
        .anyMatch(line -> line.startsWith("\tat " + Quickstart.class.getName() + ".write("));
  }

  @Tag("long")
  @Test
  void run_whenAMessageIsNotReadBack_saysWhere() {
    Consumer<PrintStream> program = quickstart(c -> FaultyClients.hiding("I promise.", c));

    assertThat(run(program))
        .isEqualTo(
            new Outcome(
                1,
                List.of(
                    "The quickstart failed: Read 72 messages of group 'ann-sakura', but 73 were"
                        + " written")));
  }

  private static Consumer<PrintStream> quickstart(UnaryOperator<DynamoDbClient> fault) {
    return out -> {
      try (LocalDynamoDb dynamoDb = LocalDynamoDb.start();
          DynamoDbClient client = dynamoDb.client()) {
        new Quickstart(fault.apply(client), out).run();
      }
    };
  }

  private static Outcome run(Consumer<PrintStream> program, String... args) {
    return run(program, new ByteArrayOutputStream(), args);
  }

  private static Outcome run(Consumer<PrintStream> program, OutputStream out, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams = new Streams(InputStream.nullInputStream(), out, err, false);
    int status = Main.run(List.of(args), streams, program);
    return new Outcome(status, err.toString(UTF_8).lines().toList());
  }
}
