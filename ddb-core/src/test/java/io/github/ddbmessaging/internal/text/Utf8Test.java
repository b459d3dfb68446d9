package io.github.ddbmessaging.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Edges; properties hold over all texts in {@code Utf8PropertyTest}. */
class Utf8Test {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "\u007f",
        "\u0080",
        "\u07ff",
        "\u0800",
        "\uffff",
        "\ud800\udc00",
        "\udbff\udfff",
        "a\u00e9\u20ac\ud83d\ude00",
      })
  void length_whenTextIsAtTheEdgeOfAForm_isThatOfItsBytes(String text) {
    assertThat(Utf8.length(text)).isEqualTo(text.getBytes(UTF_8).length);
    assertThat(text.codePoints().map(Utf8::length).sum()).isEqualTo(Utf8.length(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "\uD83D\uDE00", "a\uD83D\uDE00b"})
  void isWellFormed_whenSurrogatesComeInPairs_isTrue(String text) {
    assertThat(Utf8.isWellFormed(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "\uDE00\uD83D", "\uD83D\uD83D\uDE00", "\uD83Da"})
  void isWellFormed_whenAHalfIsAlone_isFalse(String text) {
    assertThat(Utf8.isWellFormed(text)).isFalse();
  }

  @Test
  void size_whenItemHasOnlyStrings_isThatOfNamesAndValues() {
    Map<String, AttributeValue> item =
        Map.of("pk", AttributeValue.fromS("MSG#g"), "message", AttributeValue.fromS("\u20ac"));

    assertThat(Utf8.size(item)).isEqualTo(2 + 5 + 7 + 3);
  }
}
