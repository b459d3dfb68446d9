package io.github.ddbmessaging.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the code of docs/guide.md is the code of this package. */
class GuideTest {
  private static final Path SOURCES =
      Path.of("src/test/java/io/github/ddbmessaging/examples/guide");

  @Test
  void codeBlocks_ofTheGuide_standInCompiledSources() throws IOException {
    List<String> sources;
    try (Stream<Path> files = Files.list(SOURCES)) {
      sources = files.map(GuideTest::read).map(GuideTest::squeezed).toList();
    }

    List<String> blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(read(Path.of("../docs/guide.md")))
            .results()
            .map((MatchResult block) -> squeezed(block.group(1)))
            .toList();

    assertThat(blocks)
        .isNotEmpty()
        .allSatisfy(
            block -> assertThat(sources).anySatisfy(code -> assertThat(code).contains(block)));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }
}
