package io.github.ddbmessaging.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That docs/observability.md names what is emitted. */
class ObservabilityPageTest {
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern METER =
      Pattern.compile("(?m)^\\| `(ddb\\.messaging\\.[a-z.]+)` \\|[^|]*\\|([^|]*)\\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern METRIC = Pattern.compile("ddb_messaging_\\w+");

  private final String page;

  ObservabilityPageTest() throws IOException {
    page = Files.readString(Path.of("../docs/observability.md"));
  }

  @Test
  void meters_ofThePage_areThoseThatAreEmittedWithTheirTags() {
    Map<String, Set<String>> listed = new TreeMap<>();
    for (MatchResult row : METER.matcher(page).results().toList()) {
      Set<String> tags = listed.computeIfAbsent(row.group(1), name -> new TreeSet<>());
      CODE.matcher(row.group(2)).results().forEach(tag -> tags.add(tag.group(1)));
    }

    assertThat(listed).isEqualTo(new Emitted().tags());
  }

  @Test
  void queries_ofThePage_nameMetricsThatAreEmitted() {
    assertThat(METRIC.matcher(page).results().map(MatchResult::group))
        .isNotEmpty()
        .isSubsetOf(new Emitted().labels().keySet());
  }

  @Test
  void codeBlocks_ofThePage_standInCompiledCode() throws IOException {
    String code =
        squeezed(
            Files.readString(
                Path.of(
                    "src/test/java/io/github/ddbmessaging/micrometer/ObservabilityExamples.java")));

    assertThat(BLOCK.matcher(page).results().map(block -> squeezed(block.group(1))))
        .hasSize(3)
        .allSatisfy(block -> assertThat(code).contains(block));
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }
}
