package io.github.ddbmessaging.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.model.SortKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Golden keys; properties hold over all ids and times in {@code KeysPropertyTest}. */
class KeysTest {
  private static final Path PACKAGE_INFO =
      Path.of("src/main/java/io/github/ddbmessaging/package-info.java");
  private static final String COMMENT = " * ";

  @Test
  void row_whenNewestMessageHasAnOldKey_isOfTheOneForm() {
    assertThat(Keys.row(new SortKey("2026-11-21T01:02:03-05:00"), "g-1").value())
        .isEqualTo("2026-11-21T06:02:03.000000Z#g-1");
  }

  @Test
  void keyTree_asDrawnInThePackageDescription_isWhatTheBuildersBuild() throws IOException {
    Map<String, List<String>> built = new LinkedHashMap<>();
    built.put(
        Keys.groupsPartition("ann"),
        List.of(
            Keys.row(Samples.FIRST, "g-1").value(),
            Keys.state("g-1"),
            Keys.formerMembership("g-9")));
    built.put(
        Keys.messagePartition("g-1"),
        List.of(
            Samples.FIRST.value(),
            Keys.HEAD,
            Keys.idempotency("order-17"),
            Keys.log(1),
            Keys.reactions(Samples.FIRST, "bob")));
    built.put(Keys.checkpointPartition("projector"), List.of("shardId-00000001"));

    assertThat(drawnTree()).isEqualTo(built);
  }

  /** The drawing's sort keys by partition key; the first line is its heading. */
  private static Map<String, List<String>> drawnTree() throws IOException {
    String source = Files.readString(PACKAGE_INFO, UTF_8);
    String drawing = source.substring(source.indexOf("<pre>"), source.indexOf("</pre>"));
    Map<String, List<String>> tree = new LinkedHashMap<>();
    List<String> sortKeys = new ArrayList<>();
    for (String line : drawing.lines().skip(2).filter(line -> line.length() > 3).toList()) {
      String content = line.substring(COMMENT.length());
      String firstWord = content.strip().split(" ", 2)[0];
      if (content.startsWith(" ")) {
        sortKeys.add(firstWord);
      } else {
        sortKeys = new ArrayList<>();
        tree.put(firstWord, sortKeys);
      }
    }
    return tree;
  }
}
