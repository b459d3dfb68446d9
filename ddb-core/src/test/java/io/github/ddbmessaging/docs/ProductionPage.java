package io.github.ddbmessaging.docs;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What docs/production.md says that can be held against the code. */
final class ProductionPage {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final int CELLS = 3;

  private final String text;

  private ProductionPage(String text) {
    this.text = text;
  }

  static ProductionPage read() {
    try {
      return new ProductionPage(Files.readString(Path.of("../docs/production.md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The actions by method, as in {@code MessagingStore.listMessages}. */
  Map<String, Set<String>> actions() {
    Map<String, Set<String>> actions = new TreeMap<>();
    String type = "";
    boolean inTable = false;
    for (String line : text.lines().toList()) {
      inTable = line.startsWith("| class |") || (inTable && line.startsWith("|"));
      List<String> cells = List.of(line.split("\\|", -1));
      if (!inTable || cells.size() != CELLS + 2 || codes(cells.get(2)).isEmpty()) {
        continue;
      }
      type = codes(cells.get(1)).stream().findFirst().orElse(type);
      for (String method : codes(cells.get(2))) {
        actions.put(type + "." + method, Set.copyOf(codes(cells.get(CELLS))));
      }
    }
    return actions;
  }

  /** The table as CloudFormation makes it. */
  List<String> template() {
    return YAML.matcher(text)
        .results()
        .flatMap((MatchResult block) -> block.group(1).lines())
        .map(String::strip)
        .toList();
  }

  private static Set<String> codes(String cell) {
    return CODE.matcher(cell).results().map((MatchResult code) -> code.group(1)).collect(toSet());
  }
}
