package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The application as Spring Boot processed it ahead of time, in a JVM of its own. */
class AheadOfTimeTest {
  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

  @Test
  void application_processedAheadOfTime_sendsAndEndsInOrder() throws Exception {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      Process application =
          start(
              "--ddb.messaging.client.endpoint=" + dynamoDb.endpoint(),
              "--ddb.messaging.client.region=eu-west-1",
              // Longer than a cold JVM on a busy machine needs.
              "--ddb.messaging.client.api-call-timeout=60s",
              "--ddb.messaging.client.api-call-attempt-timeout=60s",
              "--ddb.messaging.call-timeout=2m");
      try (BufferedReader output = application.inputReader()) {
        StringBuilder seen = new StringBuilder();
        Http http = new Http(port(output, seen));
        http.sendHi();
        String previews = http.send("GET", "/previews/bob", "");
        // Not application.destroy(), which closes the output.
        application.toHandle().destroy();
        output.lines().forEach(line -> seen.append(line).append('\n'));

        assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(previews).isEqualTo("[\"Hi Bob\"]");
        assertThat(seen.toString())
            .contains("Starting AOT-processed Application")
            .contains("Graceful shutdown complete")
            .doesNotContain("Exception");
      } finally {
        application.destroyForcibly();
      }
    }
  }

  @Test
  void start_withAWrongProperty_endsWithOneLine() throws Exception {
    Process application = start("--ddb.messaging.send-mode=sometimes");
    try (BufferedReader output = application.inputReader()) {
      assertThat(output.lines())
          .anyMatch(
              line ->
                  line.startsWith("ddb.messaging.send-mode is \"sometimes\"") && line.endsWith("."))
          .contains("Use transactional or streamed.")
          .noneMatch(line -> line.startsWith("\tat "));
    }
    assertThat(application.waitFor()).isEqualTo(1);
  }

  private static Process start(String... settings) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dspring.aot.enabled=true");
    command.add("-Daws.accessKeyId=local");
    command.add("-Daws.secretAccessKey=local");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Application.class.getName());
    command.addAll(List.of(settings));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static int port(BufferedReader output, StringBuilder seen) throws Exception {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.append(line).append('\n');
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        return Integer.parseInt(started.group(1));
      }
    }
    throw new AssertionError("Not started:\n" + seen);
  }
}
