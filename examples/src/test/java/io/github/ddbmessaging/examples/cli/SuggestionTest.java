package io.github.ddbmessaging.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionTest {
  private static final List<String> NAMES =
      List.of(
          "scan", "seed", "send", "serve", "list-tables", "get-conversation", "drop", "--limit");

  @ParameterizedTest
  @CsvSource({
    "Scan, scan",
    "scna, scan",
    "sedn, send",
    "server, serve",
    "list_tables, list-tables",
    "tables, list-tables",
    "get-conversations, get-conversation",
    "--limt, --limit",
    "-limit, --limit"
  })
  void of_aSlip_namesWhatWasMeant(String typed, String meant) {
    assertThat(Suggestion.of(typed, NAMES)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "delete", "--nonsense", "- milk"})
  void of_anythingElse_namesNothing(String typed) {
    assertThat(Suggestion.of(typed, NAMES)).isEmpty();
  }

  @Test
  void of_amongNoNames_namesNothing() {
    assertThat(Suggestion.of("scan", List.of())).isEmpty();
  }
}
