package io.github.ddbmessaging.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** The program as a user starts it, in a JVM of its own. */
@Tag("long")
class MainProcessTest {
  private static int status;
  private static Path output;
  private static Path errors;
  private static Path workingDirectory;

  @BeforeAll
  @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  static void runOnce(@TempDir Path folder) throws IOException, InterruptedException {
    output = folder.resolve("output");
    errors = folder.resolve("errors");
    workingDirectory = Files.createDirectory(folder.resolve("work"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=US-ASCII",
                "-Dstdout.encoding=US-ASCII",
                // From JDK 24 on, the engine's native library is warned about without this.
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .directory(workingDirectory.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      status = process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void main_whenAllIsWell_endsWithStatus0() {
    assertThat(status).isEqualTo(0);
  }

  @Test
  void main_whenAllIsWell_printsNothingOnStandardError() {
    assertThat(errors).isEmptyFile();
  }

  @Test
  void main_whenAllIsWell_leavesNoFileInTheWorkingDirectory() {
    assertThat(workingDirectory).isEmptyDirectory();
  }

  @Test
  void main_whenAllIsWell_beginsWithItsOwnOutput() {
    assertThat(output).content(UTF_8).startsWith("ddb-messaging: ");
  }

  @Test
  void main_whenDefaultCharsetIsAscii_printsUtf8() {
    assertThat(output).content(UTF_8).contains("田中 さくら");
  }
}
