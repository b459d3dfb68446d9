package io.github.ddbmessaging.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRefTest {
  private static final String KEY = "2026-11-21T01:02:03.123456Z#m-1";
  private static final String GOLDEN = "MQpnLTEKMjAyNi0xMS0yMVQwMTowMjowMy4xMjM0NTZaI20tMQptLTE";

  static Stream<MessageRef> refs() {
    return Stream.of(
        new MessageRef("g-1", Samples.FIRST, "m-1"),
        new MessageRef("\u00e9\u20ac\ud83d\ude00", SortKey.of(Samples.MADE_AT, "???>>>"), "~~~"),
        new MessageRef("g-1", new SortKey("2023-05-20T17:01:02"), "m-1"),
        new MessageRef("g-1", new SortKey("2023-05-20T17:01:02.5-05:00"), "m-1"),
        new MessageRef("g-1", new SortKey("2023-05-20T17:01:02.123456+00:00#a#b"), "c#d"));
  }

  @ParameterizedTest
  @MethodSource("refs")
  void parse_whenGivenWhatToStringWrote_isTheSameRef(MessageRef ref) {
    assertThat(MessageRef.parse(ref.toString())).isEqualTo(ref);
  }

  @Test
  void toString_isTheGoldenText() {
    // Never changes: clients keep it.
    assertThat(Samples.message(Samples.FIRST, Samples.ANN, "Hi").ref()).hasToString(GOLDEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2\ng-1\n" + KEY + "\nm-1",
        "1\ng-1\n" + KEY,
        "1\ng-1\n" + KEY + "\nm-1\n",
        "1\ng-1\nHEAD\nm-1",
        "1\ng-1\n\nm-1",
        "g-1\n" + KEY + "\nm-1",
      })
  void parse_whenPartsAreMissingOrOfAnotherVersion_isRefused(String parts) {
    assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", KEY, GOLDEN + "=", GOLDEN + "\n", " " + GOLDEN})
  void parse_whenTextIsNotOfTheOneForm_isRefused(String text) {
    assertRefused(text);
  }

  private static void assertRefused(String text) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> MessageRef.parse(text))
        .withMessage("The message ref is damaged; use the text that Message.ref() gave");
  }
}
