package io.github.ddbmessaging.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.examples.DisplayText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tool does and says whatever the command is. */
class ToolTest {
  @Test
  void run_whenServerIsUnreachable_saysSoAtOnce() throws IOException {
    String endpoint = "http://localhost:" + closedPort();
    long start = System.nanoTime();

    Outcome outcome = run("scan", "--endpoint-url", endpoint);

    assertThat(outcome)
        .isEqualTo(
            failed(
                "No DynamoDB answers at "
                    + endpoint
                    + "; start one with 'ddb serve', or name another with --endpoint-url"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void run_whenThereIsNoTable_saysHowToMakeIt() {
    assertThat(run("scan", "--endpoint-url", Commands.endpoint(), "--table", "none"))
        .isEqualTo(
            failed(
                "There is no table 'none' at "
                    + Commands.endpoint()
                    + "; make it with 'ddb schema-load', or name another with --table"));
  }

  @Test
  void run_whenOptionsStandBeforeTheCommand_takesThem() {
    assertThat(run("--endpoint-url", Commands.endpoint(), "--table", "none", "scan"))
        .isEqualTo(run("scan", "--endpoint-url", Commands.endpoint(), "--table", "none"));
  }

  @Test
  void run_whenVerbose_printsTheStackTrace() {
    assertThat(run("scan", "--verbose", "--endpoint-url", Commands.endpoint()).err())
        .anyMatch(line -> line.startsWith("\tat " + ScanCommand.class.getName() + ".run("));
  }

  @Test
  void run_whenOptionIsUnknown_saysWhereToLook() {
    assertThat(run("scan", "--nonsense"))
        .isEqualTo(misused("Unknown option: '--nonsense'; see 'ddb scan --help'"));
  }

  @Test
  void run_whenCommandIsUnknown_saysWhereToLook() {
    assertThat(run("nonsense"))
        .isEqualTo(misused("There is no command 'nonsense'; see 'ddb --help'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scna            | There is no command 'scna' (did you mean 'scan'?); see 'ddb --help'
          help scna       | There is no command 'scna' (did you mean 'scan'?); see 'ddb --help'
          scan --limt 3   | Unknown option: '--limt' (did you mean '--limit'?); see 'ddb scan --help'
          scan --limt=3   | Unknown option: '--limt=3' (did you mean '--limit'?); see 'ddb scan --help'
          scan --endpoint | Unknown option: '--endpoint' (did you mean '--endpoint-url'?); see 'ddb scan --help'
          dlete x         | There is no command 'dlete' (did you mean 'delete'?); see 'ddb --help'
          change g        | There is no command 'change' (did you mean 'changes'?); see 'ddb --help'
          changes g --folow | Unknown option: '--folow' (did you mean '--follow'?); see 'ddb changes --help'
          get-conversation g --reaction | Unknown option: '--reaction' (did you mean '--reactions'?); see 'ddb get-conversation --help'
          send g a --kye  | Unknown option: '--kye' (did you mean '--key'?); see 'ddb send --help'
          scan everything | 'everything' is one argument too many; see 'ddb scan --help'
          """)
  void run_whenANameIsMistyped_saysWhatWasMeant(String command, String told) {
    assertThat(run(command.split(" "))).isEqualTo(misused(told));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scan --table",
        "scan --endpoint-url",
        "list-tables --prod --region",
        "list-tables --prod --profile",
        "seed",
        "query",
        "get-conversation",
        "get-conversation g --as",
        "get-conversation g --before",
        "get-conversation g --after",
        "get-conversation g --limit",
        "list-conversations",
        "send g a",
        "send g a Hi --key",
        "edit",
        "edit MQpnLTEKMjAyNi0xMS0yMVQwMTowMjowMy4wMDAwMDBaI20tMQptLTE",
        "edit MQpnLTEKMjAyNi0xMS0yMVQwMTowMjowMy4wMDAwMDBaI20tMQptLTE Hi --revision",
        "delete",
        "delete MQpnLTEKMjAyNi0xMS0yMVQwMTowMjowMy4wMDAwMDBaI20tMQptLTE --as",
        "react MQpnLTEKMjAyNi0xMS0yMVQwMTowMjowMy4wMDAwMDBaI20tMQptLTE",
        "react MQpnLTEKMjAyNi0xMS0yMVQwMTowMjowMy4wMDAwMDBaI20tMQptLTE ann",
        "members",
        "add",
        "add g",
        "remove g",
        "leave g",
        "role g",
        "role g ann",
        "rename g",
        "rename g Hut --as",
        "rename-user",
        "rename-user a:a:A --from",
        "inbox",
        "inbox bob --before",
        "unread g",
        "mark-read MQpnLTEKMjAyNi0xMS0yMVQwMTowMjowMy4wMDAwMDBaI20tMQptLTE",
        "mark-unread MQpnLTEKMjAyNi0xMS0yMVQwMTowMjowMy4wMDAwMDBaI20tMQptLTE",
        "mute g",
        "mute g bob --until",
        "pin g",
        "hide g",
        "changes",
        "changes g --since",
        "changes g --interval",
        "start a:a:A b:b:B -m",
        "start a:a:A b:b:B -m Hi --title",
        "stream --consumer",
        "rebuild --from",
        "serve --dir",
        "help"
      })
  void run_whenAnArgumentIsEmpty_refuses(String command) {
    List<String> args = new ArrayList<>(List.of(command.split(" ")));
    args.add("");

    Outcome outcome = Commands.runAsIs("", args);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).singleElement().asString().contains("; see 'ddb");
  }

  @Test
  void run_whenAnOptionIsTakenForTheValueOfAnother_refuses() {
    assertThat(run("scan", "--table", "--prod").status()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "send g a Hi",
        "start a:a:A b:b:B -m Hi",
        "seed",
        "stream --drain",
        "edit MQpnLTEKMjAyNi0xMS0yMVQwMTowMjowMy4wMDAwMDBaI20tMQptLTE Hi",
        "delete MQpnLTEKMjAyNi0xMS0yMVQwMTowMjowMy4wMDAwMDBaI20tMQptLTE",
        "react MQpnLTEKMjAyNi0xMS0yMVQwMTowMjowMy4wMDAwMDBaI20tMQptLTE ann +1",
        "add g a:a:A",
        "remove g a",
        "leave g a",
        "role g a owner",
        "rename g Hut",
        "rename-user a:a:A",
        "mark-read MQpnLTEKMjAyNi0xMS0yMVQwMTowMjowMy4wMDAwMDBaI20tMQptLTE a",
        "mark-unread MQpnLTEKMjAyNi0xMS0yMVQwMTowMjowMy4wMDAwMDBaI20tMQptLTE a",
        "mute g a",
        "pin g a",
        "hide g a"
      })
  void run_whenACommandWritesToProduction_refuses(String command) {
    List<String> args = new ArrayList<>(List.of(command.split(" ")));
    args.addAll(List.of("--prod", "--table", "t"));

    assertThat(Commands.runAsIs("", args))
        .isEqualTo(
            failed(
                "This is production: "
                    + args.get(0)
                    + " writes to table 't'; add --yes-i-mean-production to do it"));
  }

  @Test
  void run_whenSettingsOfAwsAreNamedWithoutProduction_refuses() {
    assertThat(run("scan", "--region", "eu-central-1"))
        .isEqualTo(
            misused(
                "--region and --profile go with --prod: without it no settings of AWS are used;"
                    + " see 'ddb scan --help'"));
  }

  @Test
  void run_whenRegionIsNone_refuses() {
    assertThat(run("scan", "--prod", "--region", "eu").err())
        .containsExactly("'eu' is no region such as eu-central-1; see 'ddb scan --help'");
  }

  @Test
  void run_whenThereIsNoSuchProfile_saysSo() {
    assertThat(run("list-tables", "--prod", "--profile", "no such profile").err())
        .singleElement()
        .asString()
        .startsWith("There is no AWS profile 'no such profile'");
  }

  @Test
  void run_whenAFailureSteersTheTerminal_printsNoneOfIt() {
    assertThat(
            run(
                "scan",
                "--verbose",
                "--endpoint-url",
                Commands.endpoint(),
                "--table",
                "a\u001B[2J"))
        .asString()
        .doesNotContain("\u001B");
  }

  @Test
  void run_whenParameterIsMissing_namesIt() {
    assertThat(run("get-conversation"))
        .isEqualTo(
            misused("Missing required parameter: 'GROUP'; see 'ddb get-conversation --help'"));
  }

  @Test
  void run_whenProductionAndAddressAreNamed_refuses() {
    assertThat(run("scan", "--prod", "--endpoint-url", "http://localhost:8000"))
        .isEqualTo(
            misused(
                "--prod and --endpoint-url exclude each other: AWS, or that address;"
                    + " see 'ddb scan --help'"));
  }

  @Test
  void run_whenAddressIsNone_refuses() {
    assertThat(run("scan", "--endpoint-url", "localhost"))
        .isEqualTo(
            misused(
                "Invalid value for option '--endpoint-url': 'localhost' is no address such as"
                    + " http://localhost:8000; see 'ddb scan --help'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "schema-load",
        "list-tables",
        "drop",
        "seed",
        "scan",
        "query",
        "start",
        "send",
        "edit",
        "delete",
        "react",
        "members",
        "add",
        "remove",
        "leave",
        "role",
        "rename",
        "rename-user",
        "inbox",
        "unread",
        "mark-read",
        "mark-unread",
        "mute",
        "pin",
        "hide",
        "get-conversation",
        "list-conversations",
        "changes",
        "stream",
        "rebuild",
        "migrate",
        "check",
        "generate-completion"
      })
  void help_whenAskedOfACommand_fitsTheTerminal(String command) {
    Outcome outcome = run(command, "--help");

    assertThat(outcome.status()).isEqualTo(0);
    assertThat(outcome.out()).isNotEmpty().allMatch(line -> DisplayText.width(line) <= 80);
  }

  @Test
  void help_whenAskedOfTheTool_namesEveryCommandAndOption() {
    assertThat(String.join("\n", run("--help").out()))
        .contains("list-conversations", "generate-completion", "--endpoint-url", "--capacity");
  }

  @Test
  void version_whenAsked_isPrinted() {
    assertThat(run("--version").out()).containsExactly("ddb (run from its classes)");
  }

  @Test
  void completion_whenGenerated_isAScriptForTheTool() {
    assertThat(run("generate-completion").out())
        .contains("#!/usr/bin/env bash")
        .hasSizeGreaterThan(99);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Outcome failed(String line) {
    return new Outcome(1, List.of(), List.of(line));
  }

  private static Outcome misused(String line) {
    return new Outcome(2, List.of(), List.of(line));
  }

  private static Outcome run(String... args) {
    return Commands.runAsIs("", List.of(args));
  }
}
