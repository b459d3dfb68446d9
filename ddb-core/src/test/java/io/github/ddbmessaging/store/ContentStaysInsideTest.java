package io.github.ddbmessaging.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Promise 9: whatever fails, nothing that is returned, thrown or logged, at any level, tells a
 * text, a title or a person's name.
 */
@Tag("long")
class ContentStaysInsideTest {

  @Test
  void everyOperation_whateverFailsInIt_tellsNoContent() throws IOException, InterruptedException {
    // A JVM of its own, since SLF4J takes its provider once.
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dslf4j.provider=" + PrintedLogs.class.getName(),
                "-cp",
                System.getProperty("java.class.path"),
                EverythingFails.class.getName())
            .redirectErrorStream(true)
            .start();

    String printed = new String(program.getInputStream().readAllBytes(), UTF_8);

    assertThat(program.waitFor()).as(printed).isZero();
    assertThat(printed)
        .contains("RetriesExhaustedException", "DynamoDbFailureException", "NotAMemberException")
        .contains("Damaged item pk=", "GroupNotFoundException", "InvalidInputException")
        .contains("OtherUserException", "IdempotencyKeyReusedException", "409600")
        .contains("DEBUG createMessage tries again", "The listener failed on createMessage")
        .contains("WARN The stream can't be read now")
        .contains("WARN A batch failed and is delivered again")
        .contains("RejectedRecord[", "ProjectionResult[done=0, notDone=1", "RebuildReport[")
        .contains("MigrationReport[", "CheckReport[", "problem=DAMAGED")
        .doesNotContain(EverythingFails.SECRET);
  }
}
