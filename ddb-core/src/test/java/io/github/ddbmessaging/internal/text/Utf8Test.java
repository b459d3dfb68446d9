package io.github.ddbmessaging.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
  }

  @Test
  void length_whenTextIsRandom_isThatOfItsBytes() {
    Random random = new Random(1);

    assertThat(IntStream.range(0, 1_000).mapToObj(i -> text(random)))
        .allSatisfy(text -> assertThat(Utf8.length(text)).isEqualTo(text.getBytes(UTF_8).length));
  }

  @Test
  void length_ofEachCodePoint_addsUpToThatOfTheText() {
    Random random = new Random(3);

    assertThat(IntStream.range(0, 1_000).mapToObj(i -> text(random)))
        .allSatisfy(
            text ->
                assertThat(text.codePoints().map(Utf8::length).sum()).isEqualTo(Utf8.length(text)));
  }

  @ParameterizedTest
  @CsvSource({"a, b", "a, aa", "Z, a", "9, :", "~, \u00e9", "\uff5e, \ud83d\ude00"})
  void compare_whenFirstIsLess_isNegative(String less, String greater) {
    assertThat(Utf8.compare(less, greater)).isNegative();
  }

  @ParameterizedTest
  @CsvSource({"b, a", "aa, a", "\ud83d\ude00, \uff5e"})
  void compare_whenFirstIsGreater_isPositive(String greater, String less) {
    assertThat(Utf8.compare(greater, less)).isPositive();
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
  void compare_whenEqual_isZero() {
    assertThat(Utf8.compare("\u00e9", "\u00e9")).isZero();
  }

  @Test
  void compare_whenTextsAreRandom_ordersByCodePoints() {
    Random random = new Random(2);
    List<String> byBytes =
        IntStream.range(0, 500).mapToObj(i -> text(random)).sorted(Utf8::compare).toList();

    assertThat(byBytes)
        .isSortedAccordingTo(
            (one, other) ->
                Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray()));
  }

  @Test
  void size_whenItemHasOnlyStrings_isThatOfNamesAndValues() {
    Map<String, AttributeValue> item =
        Map.of("pk", AttributeValue.fromS("MSG#g"), "message", AttributeValue.fromS("\u20ac"));

    assertThat(Utf8.size(item)).isEqualTo(2 + 5 + 7 + 3);
  }

  /** Up to 20 code points of all four lengths, without surrogates. */
  private static String text(Random random) {
    return random
        .ints(random.nextInt(20), 0, 4)
        .map(
            form ->
                switch (form) {
                  case 0 -> random.nextInt(0, 0x80);
                  case 1 -> random.nextInt(0x80, 0x800);
                  case 2 -> random.nextInt(0x800, Character.MIN_SURROGATE);
                  default -> random.nextInt(0x10000, Character.MAX_CODE_POINT + 1);
                })
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
