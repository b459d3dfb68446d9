package io.github.ddbmessaging.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of commands of which nobody gets the output. */
class LostOutputTest {
  private static final String FULL = "No space left on device";
  private static final String TOLD =
      "Output was lost: No space left on device; make space, or print elsewhere. What was done to"
          + " a table stays done";

  private final Commands ddb = new Commands();

  @BeforeEach
  void makeTable() {
    ddb.makeTable();
    new Items(ddb.table()).putWholeGroup();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "changes g-1",
        "check",
        "delete MQpnLTEKMjAyNi0xMS0yMVQwMTowMjowMy4wMDAwMDBaI20tMQptLTE",
        "drop",
        "edit MQpnLTEKMjAyNi0xMS0yMVQwMTowMjowMy4wMDAwMDBaI20tMQptLTE Better",
        "generate-completion",
        "get-conversation g-1",
        "help",
        "help scan",
        "list-conversations ann",
        "list-tables",
        "migrate",
        "react MQpnLTEKMjAyNi0xMS0yMVQwMTowMjowMy4wMDAwMDBaI20tMQptLTE ann +1",
        "rebuild",
        "scan",
        "schema-load",
        "seed",
        "send g-1 ann Hi",
        "serve --port 0",
        "start a:a:A b:b:B -m Hi",
        "stream --drain",
        "--version"
      })
  void run_whenTheDiskIsFull_tellsItAndFails(String command) {
    assertThat(run(FULL, command.split(" "))).isEqualTo(new Outcome(1, List.of(), List.of(TOLD)));
  }

  @Test
  void run_whenTheDiskIsFullAndJsonIsAskedFor_tellsItAsAnObject() {
    assertThat(run(FULL, "scan", "--output", "json").err())
        .containsExactly("{\"error\":\"" + TOLD + "\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Broken pipe", "Daten\u00FCbergabe unterbrochen (broken pipe)"})
  void run_whenTheReaderHasHadEnough_endsInSilence(String reason) {
    assertThat(run(reason, "scan")).isEqualTo(new Outcome(0, List.of(), List.of()));
  }

  private Outcome run(String reason, String... args) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--endpoint-url", Commands.endpoint(), "--table", ddb.table()));
    all.addAll(List.of(args));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Tool.run(all, new Streams(InputStream.nullInputStream(), failing(reason), err, false));
    return new Outcome(status, List.of(), err.toString(UTF_8).lines().toList());
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }
}
