package io.github.ddbmessaging.examples.cli.output;

import static io.github.ddbmessaging.examples.cli.output.Layout.TERMINAL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.examples.DisplayText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LayoutTest {
  @Test
  void wrap_whenTextIsShort_keepsOneLine() {
    assertThat(TERMINAL.wrap("> ", "a b")).containsExactly("> a b");
  }

  @Test
  void wrap_whenTextIsLong_breaksBetweenWords() {
    assertThat(TERMINAL.wrap("> ", "word ".repeat(20).strip()))
        .containsExactly("> " + "word ".repeat(15).strip(), "  " + "word ".repeat(5).strip());
  }

  @Test
  void wrap_whenAWordIsTooLong_breaksItBetweenCharacters() {
    assertThat(TERMINAL.wrap("", "田".repeat(41))).containsExactly("田".repeat(40), "田");
  }

  @Test
  void wrap_whenThereIsNoText_givesOneLine() {
    assertThat(TERMINAL.wrap("> ", "")).containsExactly("> ");
  }

  @Test
  void table_whenValuesAreShort_isAsWideAsTheyAre() {
    assertThat(TextTable.of(List.of(item("a", "1"), item("b", "22")), TERMINAL))
        .containsExactly("pk  n", "a   1", "b   22");
  }

  @Test
  void table_whenAnItemLacksAnAttribute_leavesItBlank() {
    assertThat(
            TextTable.of(
                List.of(item("a", "1"), Map.of("pk", AttributeValue.fromS("b"))), TERMINAL))
        .containsExactly("pk  n", "a   1", "b");
  }

  @Test
  void table_whenValuesAreLongAndWide_fitsTheTerminal() {
    assertThat(
            TextTable.of(List.of(item("田".repeat(200), "1"), item("b".repeat(90), "1")), TERMINAL))
        .hasSize(3)
        .allMatch(line -> DisplayText.width(line) <= 80);
  }

  @Test
  void table_whenThereAreTooManyColumns_printsALineForEach() {
    Map<String, AttributeValue> item = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      item.put("attribute-" + i, AttributeValue.fromS("value"));
    }

    assertThat(TextTable.of(List.of(item), TERMINAL)).contains("  attribute-7: value");
  }

  @Test
  void progress_whenDrawn_showsABarThatIsWipedOutInTheEnd() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Progress progress = Progress.of("messages", 200, new PrintStream(err, true, UTF_8), true);

    progress.advance(100);
    progress.close();

    assertThat(err.toString(UTF_8))
        .isEqualTo("\r\u001B[K[" + "#".repeat(20) + " ".repeat(20) + "] 100 messages\r\u001B[K");
  }

  @Test
  void progress_whenItIsNotShown_printsNothing() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Progress progress = Progress.of("messages", 2, new PrintStream(err, true, UTF_8), false);

    progress.advance(1);
    progress.close();

    assertThat(err.toString(UTF_8)).isEmpty();
  }

  private static Map<String, AttributeValue> item(String pk, String number) {
    return Map.of("pk", AttributeValue.fromS(pk), "n", AttributeValue.fromN(number));
  }
}
