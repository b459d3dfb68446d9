package io.github.ddbmessaging.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayTextTest {
  private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

  @ParameterizedTest
  @CsvSource({
    "abc, 3",
    "é, 1",
    "e\u0301, 1",
    "Иван, 4",
    "דנה, 3",
    "ليلى, 4",
    "Đỗ, 2",
    "田中, 4",
    "さくら, 6",
    "한글, 4",
    "Ａ, 2",
    "🎉, 2",
    "✈️, 2",
    "…, 1",
  })
  void width_whenScriptIsGiven_countsItsColumns(String text, int columns) {
    assertThat(DisplayText.width(text)).isEqualTo(columns);
  }

  @Test
  void width_whenEmojiAreJoined_countsNothingForTheJoiners() {
    assertThat(DisplayText.width(FAMILY)).isEqualTo(3 * 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\r\n\tb", "a\u001Bb", "a\u2028b", "a\u202Eb"})
  void oneLine_whenTextBreaksOrSteersTheLine_putsABlankThere(String text) {
    assertThat(DisplayText.oneLine(text)).isEqualTo("a b");
  }

  @Test
  void fit_whenTextIsAsLongAsTheSpace_returnsAllOfIt() {
    assertThat(DisplayText.fit("12345", 5)).isEqualTo("12345");
  }

  @Test
  void fit_whenTextIsLonger_endsInAnEllipsis() {
    assertThat(DisplayText.fit("123456", 5)).isEqualTo("1234…");
  }

  @Test
  void fit_whenAWideCharacterWouldCrossTheEnd_leavesItOut() {
    assertThat(DisplayText.fit("田中さくら", 6)).isEqualTo("田中…");
  }

  @Test
  void fit_whenJoinedEmojiWouldCrossTheEnd_leavesOutAllOfThem() {
    assertThat(DisplayText.fit("a" + FAMILY + "b", 6)).isEqualTo("a…");
  }

  @Test
  void fit_whenACombiningMarkFollowsTheLastCharacter_keepsThemTogether() {
    assertThat(DisplayText.fit("abe\u0301cd", 4)).isEqualTo("abe\u0301…");
  }

  @Test
  void column_whenTextIsShorter_fillsUpByDisplayWidth() {
    assertThat(DisplayText.column("田中", 6)).isEqualTo("田中  ");
  }

  @Test
  void column_whenTextIsLonger_hasTheWidthOfTheColumn() {
    assertThat(DisplayText.width(DisplayText.column("田中さくら", 6))).isEqualTo(6);
  }
}
