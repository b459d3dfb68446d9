package io.github.ddbmessaging.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void run_whenArgumentIsUnknown_returns2() {
    assertThat(run("--nonsense")).isEqualTo(2);
  }

  @Test
  void run_whenArgumentIsUnknown_saysHowToUseIt() {
    run("--nonsense");

    assertThat(err.toString(UTF_8)).isEqualToIgnoringNewLines("Usage: quickstart [--verbose]");
  }

  @Test
  void run_whenClientFailsMidway_returns1() {
    assertThat(runOn(client -> FaultyClients.losingTheTableAfter(100, client))).isEqualTo(1);
  }

  @Test
  void run_whenClientFailsMidway_saysSoInOneLine() {
    runOn(client -> FaultyClients.losingTheTableAfter(100, client));

    assertThat(err.toString(UTF_8).lines())
        .containsExactly(
            "The quickstart failed: TransactWriteItems failed: no such table in this region;"
                + " create it with MessagingTable.create()");
  }

  @Test
  void run_whenClientFailsMidwayAndVerbose_printsTheStackTrace() {
    runOn(client -> FaultyClients.losingTheTableAfter(100, client), "--verbose");

    assertThat(err.toString(UTF_8)).contains("\tat ", Quickstart.class.getName() + ".write(");
  }

  @Test
  void run_whenAMessageIsNotReadBack_returns1() {
    assertThat(runOn(client -> FaultyClients.hiding("I promise.", client))).isEqualTo(1);
  }

  @Test
  void run_whenAMessageIsNotReadBack_saysWhere() {
    runOn(client -> FaultyClients.hiding("I promise.", client));

    assertThat(err.toString(UTF_8).lines())
        .containsExactly(
            "The quickstart failed: Read 72 messages of group 'ann-sakura', but 73 were written");
  }

  private int run(String... args) {
    return run(List.of(args), stream -> {});
  }

  private int runOn(UnaryOperator<DynamoDbClient> fault, String... args) {
    return run(
        List.of(args),
        stream -> {
          try (LocalDynamoDb dynamoDb = LocalDynamoDb.start();
              DynamoDbClient client = dynamoDb.client()) {
            new Quickstart(fault.apply(client), stream).run();
          }
        });
  }

  private int run(List<String> args, Consumer<PrintStream> program) {
    return Main.run(
        args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), program);
  }
}
