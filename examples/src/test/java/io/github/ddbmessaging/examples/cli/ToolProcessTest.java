package io.github.ddbmessaging.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only shows in a JVM of its own: interrupts, exit statuses, memory. */
@Tag("long")
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class ToolProcessTest {
  private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1");

  /** What makes the SDK's usual settings lead to a server on this machine. */
  private static final List<String> PRODUCTION =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-Daws.endpointUrl=" + Commands.endpoint(),
          "-Daws.region=us-east-1",
          "-Daws.accessKeyId=none",
          "-Daws.secretAccessKey=none");

  @TempDir private Path folder;

  @Test
  void serve_whenInterruptedAndStartedAgain_endsCleanlyAndHasKeptTheFolder()
      throws IOException, InterruptedException {
    String data = folder.resolve("data").toString();
    Outcome first;
    try (ToolProcess serve = serve("--dir", data)) {
      String endpoint = endpoint(serve);
      assertThat(tool("schema-load", endpoint).status()).isEqualTo(0);
      assertThat(tool("seed", endpoint).status()).isEqualTo(0);

      serve.interrupt();
      first = serve.awaitEnd();
    }

    assertThat(first).isEqualTo(new Outcome(130, List.of(), List.of()));
    try (ToolProcess serve = serve("--dir", data)) {
      assertThat(tool("check", endpoint(serve)).out())
          .containsExactly("304 items, 5 groups: nothing wrong");
    }
  }

  @Test
  void query_whenStatementReads_printsATableOrNamesWhatIsMissing() throws IOException {
    try (ToolProcess serve = serve()) {
      String endpoint = endpoint(serve);
      tool("schema-load", endpoint);
      tool("seed", endpoint);

      Outcome outcome =
          tool(
              "query",
              endpoint,
              "select user_handle, message from messages"
                  + " where pk = 'GRP#ivan' and begins_with(sk, '2026')");

      assertThat(outcome)
          .isEqualTo(
              new Outcome(
                  0,
                  List.of(
                      "message                      user_handle",
                      "Главное, чтобы не в сугроб.  ivan_l"),
                  List.of()));
      assertThat(tool("query", endpoint, "select * from nowhere").err())
          .containsExactly(
              "The statement names a table or index that there is not; 'ddb list-tables' tells the"
                  + " tables");
    }
  }

  @Test
  void stream_whenInterrupted_endsCleanly() throws IOException, InterruptedException {
    Commands ddb = new Commands();
    ddb.succeed("schema-load");
    try (ToolProcess stream =
        ToolProcess.start(
            QUICK, "stream", "--endpoint-url", Commands.endpoint(), "--table", ddb.table())) {
      String first = stream.readLine();

      stream.interrupt();

      assertThat(first).isEqualTo("Following the stream; Ctrl-C ends it");
      assertThat(stream.awaitEnd()).isEqualTo(new Outcome(130, List.of(), List.of()));
    }
  }

  @Test
  void changes_whenInterrupted_saysTheLastToken() throws IOException, InterruptedException {
    Commands ddb = new Commands();
    ddb.succeed("schema-load");
    new Items(ddb.table()).putWholeGroup();
    String token = ddb.succeed("changes", "g-1").get(0).substring(14);
    Outcome outcome;
    try (ToolProcess changes =
        ToolProcess.start(
            QUICK,
            "changes",
            "g-1",
            "--follow",
            "--interval",
            "1",
            "--since",
            token,
            "--endpoint-url",
            Commands.endpoint(),
            "--table",
            ddb.table())) {
      assertThat(changes.readLine()).isEqualTo("Following the changes; Ctrl-C ends it");
      ddb.succeed("send", "g-1", "bob", "Third");
      assertThat(changes.readLine()).endsWith("bob_o         Third");

      changes.interrupt();
      outcome = changes.awaitEnd();
    }

    assertThat(outcome.status()).isEqualTo(130);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).singleElement().asString().startsWith("next: --since ");
  }

  @Test
  void rebuild_whenInterrupted_saysWhereToResume() throws IOException, InterruptedException {
    Path file = folder.resolve("pages.jsonl");
    Files.write(file, IntStream.range(0, 2_000).mapToObj(i -> line(i).strip()).toList());
    Commands ddb = new Commands();
    ddb.succeed("schema-load", "--no-stream");
    ddb.succeed("seed", file.toString());

    Outcome outcome;
    try (ForwardingServer server = new ForwardingServer("Scan")) {
      CountDownLatch started = new CountDownLatch(1);
      CountDownLatch interrupted = new CountDownLatch(1);
      server.before(
          () -> {
            started.countDown();
            interrupted.await();
          });
      try (ToolProcess rebuild =
          ToolProcess.start(
              QUICK, "rebuild", "--endpoint-url", server.endpoint(), "--table", ddb.table())) {
        started.await();
        rebuild.interrupt();
        interrupted.countDown();
        outcome = rebuild.awaitEnd();
      }
    }

    assertThat(outcome.status()).isEqualTo(130);
    String told = outcome.err().get(outcome.err().size() - 1);
    assertThat(told).startsWith("Stopped; resume with --from ");
    assertThat(ddb.succeed("rebuild", "--from", told.substring(28)).get(0)).endsWith(" 0 problems");
  }

  @Test
  void serve_whenPortIsTaken_saysSo() {
    String port = Commands.endpoint().replaceFirst(".*:", "");

    assertThat(Commands.runAsIs("", List.of("serve", "--port", port)))
        .isEqualTo(
            new Outcome(
                1,
                List.of(),
                List.of(
                    "Can't listen on port "
                        + port
                        + " of the loopback: is it in use? Choose another")));
  }

  @Test
  void serve_whenTheFolderCannotBeUsed_saysSoInOneLine() throws IOException, InterruptedException {
    String file = Files.createFile(folder.resolve("file")).toString();

    assertThat(ToolProcess.run(QUICK, "serve", "--port", "0", "--dir", file))
        .isEqualTo(
            new Outcome(
                1,
                List.of(),
                List.of(
                    "Can't keep data in "
                        + file
                        + ": it is no directory, and can't be made one; name another")));
  }

  @Test
  void serve_whenAnotherProcessUsesTheFolder_saysSoInOneLine()
      throws IOException, InterruptedException {
    String data = folder.resolve("data").toString();
    try (ToolProcess first = serve("--dir", data)) {
      endpoint(first);

      Outcome second = ToolProcess.run(QUICK, "serve", "--port", "0", "--dir", data);

      assertThat(second.status()).isEqualTo(1);
      assertThat(second.err())
          .containsExactly(
              "Can't keep data in "
                  + data
                  + ": shared-local-instance.db in it is in use by another engine or program; end"
                  + " that, or name another directory");
    }
  }

  @Test
  void listTables_whenTheMachineHasAProxyAndOddSettings_succeeds()
      throws IOException, InterruptedException {
    List<String> odd =
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Dhttp.proxyHost=proxy.invalid",
            "-Dhttp.nonProxyHosts=",
            "-Daws.useFipsEndpoint=true",
            "-Daws.useDualstackEndpoint=true",
            "-Daws.maxAttempts=many",
            "-Daws.retryMode=never",
            "-Daws.defaultsMode=none",
            "-Daws.endpointDiscoveryEnabled=true");

    assertThat(ToolProcess.run(odd, "list-tables", "--endpoint-url", Commands.endpoint()).err())
        .isEmpty();
  }

  @Test
  void main_whenThereAreNoCredentials_saysSoInOneLine() throws IOException, InterruptedException {
    assertThat(ToolProcess.run(QUICK, "list-tables", "--prod"))
        .isEqualTo(
            new Outcome(
                1,
                List.of(),
                List.of(
                    "No AWS credentials were found; log in, or name a profile that has some with"
                        + " --profile. Without --prod none are needed")));
  }

  @Test
  void scan_whenProduction_refusesAndTellsTheCost() throws IOException, InterruptedException {
    Commands ddb = new Commands();
    ddb.succeed("schema-load");

    assertThat(ToolProcess.run(PRODUCTION, "scan", "--prod", "--table", ddb.table()))
        .isEqualTo(
            new Outcome(
                1,
                List.of(),
                List.of(
                    "This is production: scan reads all of table '"
                        + ddb.table()
                        + "', 0 items, 0.0"
                        + " MB; to read them all takes about 0 units, $0.0000 by estimate ($0.125"
                        + " a million in us-east-1); add --yes-i-mean-production to do it")));
  }

  @Test
  void scan_whenProductionIsMeant_readsAndTellsWhatAwsReports()
      throws IOException, InterruptedException {
    Commands ddb = new Commands();
    ddb.succeed("schema-load");
    ddb.succeed("start", "a:a:A", "b:b:B", "-m", "Hi");

    Outcome outcome =
        ToolProcess.run(
            PRODUCTION,
            "scan",
            "--prod",
            "--yes-i-mean-production",
            "--capacity",
            "--table",
            ddb.table());

    assertThat(outcome.err()).containsExactly("1 request, 0.5 read units, 0.0 write units");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void main_whenOutputIsLost_tellsItAndFails() throws IOException, InterruptedException {
    Outcome outcome = ToolProcess.runOnFullDevice(QUICK, "help");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).singleElement().asString().startsWith("Output was lost: ");
  }

  @Test
  void main_whenTheMachineHasSettingsOfItsOwn_usesNoneOfThemForALocalAddress()
      throws IOException, InterruptedException {
    Commands ddb = new Commands();
    ddb.succeed("schema-load");
    Map<String, String> settings =
        Map.of(
            "AWS_PROFILE", "nope",
            "AWS_REGION", "not a region",
            "AWS_USE_FIPS_ENDPOINT", "true",
            "HTTP_PROXY", "http://127.0.0.1:1");
    List<String> proxy = List.of("-Dhttp.proxyHost=127.0.0.1", "-Dhttp.proxyPort=1");

    Outcome outcome =
        ToolProcess.runWith(settings, proxy, "list-tables", "--endpoint-url", Commands.endpoint());

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains(ddb.table());
  }

  @Test
  void main_whenTheVariableNamesNoProfile_saysSo() throws IOException, InterruptedException {
    assertThat(
            ToolProcess.runWith(Map.of("AWS_PROFILE", "nope"), QUICK, "list-tables", "--prod")
                .err())
        .singleElement()
        .asString()
        .startsWith("There is no AWS profile 'nope', which AWS_PROFILE names");
  }

  @Test
  void main_whenASettingIsDamaged_saysSoInOneLine() throws IOException, InterruptedException {
    assertThat(
            ToolProcess.runWith(
                    Map.of("AWS_MAX_ATTEMPTS", "abc"), PRODUCTION, "list-tables", "--prod")
                .err())
        .singleElement()
        .asString()
        .startsWith("A setting of AWS is damaged: ")
        .contains("AWS_MAX_ATTEMPTS");
  }

  @Test
  void main_whenMisused_endsWithStatus2() throws IOException, InterruptedException {
    assertThat(ToolProcess.run(QUICK, "send").status()).isEqualTo(2);
  }

  @Test
  @Tag("long")
  void seed_whenFileIsLarge_needsLittleMemory() throws IOException, InterruptedException {
    int lines = 200_000;
    Path file = folder.resolve("large.jsonl");
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (int i = 0; i < lines; i++) {
        writer.write(line(i));
      }
    }
    Commands ddb = new Commands();
    ddb.succeed("schema-load", "--no-stream");

    Outcome outcome =
        ToolProcess.run(
            List.of("-Xmx48m"),
            "seed",
            file.toString(),
            "--endpoint-url",
            Commands.endpoint(),
            "--table",
            ddb.table());

    assertThat(outcome)
        .isEqualTo(new Outcome(0, List.of("Loaded 200000 messages in 1000 groups."), List.of()));
  }

  private static String line(int i) {
    return String.format(
        Locale.ROOT,
        """
        {"group":"group-%d","user_id":"user-%d","handle":"h%2$d","display_name":"User %2$d",\
        "created_at":"2026-01-%02dT%02d:%02d:%02d.%06dZ","message":"%s"}
        """,
        i % 1_000,
        i % 3,
        i / 86_400 + 1,
        i / 3_600 % 24,
        i / 60 % 60,
        i % 60,
        i,
        "Some text of a usual length that people write to each other. ".repeat(2));
  }

  private static ToolProcess serve(String... args) throws IOException {
    String[] all = new String[args.length + 5];
    List.of("serve", "--port", "0", "--output", "json").toArray(all);
    System.arraycopy(args, 0, all, 5, args.length);
    return ToolProcess.start(QUICK, all);
  }

  private static String endpoint(ToolProcess serve) throws IOException {
    return serve.readLine().replaceFirst(".*\"endpoint\":\"([^\"]+)\".*", "$1");
  }

  private static Outcome tool(String command, String endpoint, String... parameters) {
    List<String> args = new ArrayList<>(List.of(command, "--endpoint-url", endpoint));
    args.addAll(List.of(parameters));
    return Commands.runAsIs("", args);
  }
}
