package io.github.ddbmessaging.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.examples.DisplayText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        .isEqualTo(misused("Unmatched argument at index 0: 'nonsense'; see 'ddb --help'"));
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
                    + " see 'ddb --help'"));
  }

  @Test
  void run_whenAddressIsNone_refuses() {
    assertThat(run("scan", "--endpoint-url", "localhost"))
        .isEqualTo(
            misused(
                "--endpoint-url is no address such as http://localhost:8000; see 'ddb --help'"));
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
        "get-conversation",
        "list-conversations",
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
