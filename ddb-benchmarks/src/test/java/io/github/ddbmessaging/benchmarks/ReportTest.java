package io.github.ddbmessaging.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.benchmarks.contender.Kind;
import io.github.ddbmessaging.benchmarks.cost.Case;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class ReportTest {
  /** All of it once, but for what starts JVMs, which takes seconds each. */
  private static final Settings SMALLEST =
      new Settings(
          List.of(Kind.LIBRARY, Kind.LIBRARY_STREAMED, Kind.OLD),
          List.of(new Case(2, 200), new Case(10, 200)),
          List.of(2),
          List.of(2),
          List.of(20),
          List.of(50),
          List.of(50),
          1,
          1,
          1,
          1,
          0,
          List.of(1),
          Duration.ofMillis(20),
          0);

  @TempDir private Path docs;

  @Test
  void write_ofTheSmallestRun_writesTablesAndPlots() throws Exception {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());

    new Report(SMALLEST, "some versions", nowhere).write(docs);

    assertThat(Files.readString(docs.resolve("performance.md"), StandardCharsets.UTF_8))
        .contains(
            "some versions",
            "## Summary",
            "| library, transactional | 2 | 2 | 0 | 24 |",
            "| 20 | 20 | ",
            "| any | none | 2.00 | 0.00 | 1.00 | 12.00 |",
            "| D | tempest2 |");
    assertThat(docs.resolve("performance/growth.svg")).isNotEmptyFile();
    assertThat(docs.resolve("performance/contention.svg")).isNotEmptyFile();
  }

  @Test
  void kernel_ofALongVersion_isShort() {
    assertThat(Machine.kernel("6.1.0-13-amd64")).isEqualTo("6.1");
  }
}
