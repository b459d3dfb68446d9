package io.github.ddbmessaging.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With JSON asked for, every line is an object, failures as well. The names of fields are kept. */
class JsonOutputTest {
  private final Commands ddb = new Commands();

  @BeforeEach
  void makeTable() {
    ddb.makeTable();
  }

  @Test
  void schemaLoad_saysWhetherItMadeTheTable() {
    assertThat(json("schema-load").out())
        .containsExactly("{\"table\":\"" + ddb.table() + "\",\"created\":false}");
  }

  @Test
  void drop_saysWhatItDeleted() {
    assertThat(json("drop").out())
        .containsExactly("{\"table\":\"" + ddb.table() + "\",\"deleted\":true}");
  }

  @Test
  void seed_printsItsSum() {
    assertThat(json("seed").out()).containsExactly("{\"messages\":285,\"groups\":5}");
  }

  @Test
  void check_printsItsSum() {
    assertThat(json("check").out())
        .containsExactly(
            """
            {"kind":"sum","items":0,"groups":0,"wrong":0,"not_adopted":0,"old_keys":0,\
            "other_items":0}\
            """);
  }

  @Test
  void rebuild_printsItsSum() {
    assertThat(json("rebuild").out())
        .containsExactly("{\"items_read\":0,\"groups\":0,\"rows_removed\":0,\"problems\":0}");
  }

  @Test
  void migrate_printsItsSum() {
    assertThat(json("migrate", "--dry-run").out())
        .containsExactly(
            """
            {"items_read":0,"dry_run":true,"messages":0,"rows":0,"groups":0,"problems":0}\
            """);
  }

  @Test
  void renameUser_printsItsSum() {
    assertThat(json("rename-user", "ann:annek:Ann").out())
        .containsExactly("{\"groups\":0,\"messages\":0,\"problems\":0}");
  }

  @Test
  void stream_whenDrained_printsOneTotal() {
    ddb.succeed("seed");

    assertThat(json("stream", "--drain").out())
        .containsExactly("{\"messages\":285,\"rejected\":0,\"waiting\":0}");
  }

  @Test
  void run_whenCapacityIsAskedFor_tellsItAsAnObject() {
    new Items(ddb.table()).putWholeGroup();

    assertThat(json("scan", "--capacity").err())
        .containsExactly("{\"requests\":1,\"read_units\":0.5,\"write_units\":0.0}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "get-conversation none",
        "list-conversations nobody",
        "inbox nobody",
        "scan",
        "query SELECT"
      })
  void run_whenThereIsNothing_saysNoSentence(String command) {
    Outcome outcome = json(command.split(" "));

    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).allMatch(JsonOutputTest::isObject);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "scan --nonsense",
        "scan --limit -1",
        "send",
        "send none ann Hi",
        "seed missing.jsonl",
        "rebuild --from nonsense",
        "send none ann Hi --verbose",
        "get-conversation none --before nonsense",
        "edit nonsense Hi",
        "edit MQpnLTEKMjAyNi0xMS0yMVQwMTowMjowMy4wMDAwMDBaI20tMQptLTE Hi",
        "members none",
        "add none a:a:A",
        "remove none a",
        "leave none a",
        "role none a boss",
        "rename none Hut",
        "rename-user a:a:A --from nonsense",
        "unread none a",
        "mark-read nonsense a",
        "mute none a",
        "pin none a",
        "hide none a",
        "changes none",
        "changes none --since nonsense",
        "help nonsense"
      })
  void run_whenItFails_tellsItAsOneObject(String command) {
    Outcome outcome = json(command.split(" "));

    assertThat(outcome.status()).isPositive();
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .singleElement()
        .asString()
        .startsWith("{\"error\":\"")
        .matches(JsonOutputTest::isObject);
  }

  private Outcome json(String... args) {
    List<String> all = new ArrayList<>(List.of("--output", "json"));
    all.addAll(List.of(args));
    return ddb.run(all.toArray(String[]::new));
  }

  private static boolean isObject(String line) {
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      boolean begins = parser.nextToken() == JsonToken.START_OBJECT;
      parser.skipChildren();
      return begins && parser.nextToken() == null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
