package io.github.ddbmessaging.internal.item;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Its length in a row is proved in {@code PreviewPropertyTest}. */
class PreviewTest {
  private static final String EMOJI = "\ud83d\ude00";

  @ParameterizedTest
  @CsvSource({
    "0,  ''",
    "1,  a",
    "2,  a",
    "3,  a\u00e9",
    "5,  a\u00e9",
    "6,  a\u00e9\u20ac",
    "9,  a\u00e9\u20ac",
    "10, a\u00e9\u20ac\ud83d\ude00"
  })
  void of_whenRoomEndsInsideACodePoint_isCutBeforeIt(int room, String expected) {
    assertThat(Preview.of("a\u00e9\u20ac" + EMOJI, room)).isEqualTo(expected);
  }
}
