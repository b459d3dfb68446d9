package io.github.ddbmessaging.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SortKeyTest {
  private static final Instant TIME = Instant.parse("2026-11-21T01:02:03.123456Z");

  @Test
  void of_whenGivenTimeAndId_joinsThemByHash() {
    assertThat(SortKey.of(TIME, "m-1").value()).isEqualTo("2026-11-21T01:02:03.123456Z#m-1");
  }

  @Test
  void of_whenTimeIsFinerThanMicroseconds_cutsTheInstantAsWell() {
    assertThat(SortKey.of(TIME.plusNanos(999), "m-1").instant()).isEqualTo(TIME);
  }

  @Test
  void of_whenYearHasFiveDigits_isRefused() {
    Instant late = Instant.parse("+10000-01-01T00:00:00Z");

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SortKey.of(late, "m-1"));
  }

  @Test
  void parse_whenGivenWhatOfWrote_isTheSameKey() {
    SortKey key = SortKey.of(TIME, "m-1");

    SortKey parsed = SortKey.parse(key.value());

    assertThat(parsed).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(parsed.instant()).isEqualTo(TIME);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T01:02:03.123456Z#m-1, 2026-11-21T01:02:03.123456Z",
    "2026-11-21T01:02:03.123456Z#a#b, 2026-11-21T01:02:03.123456Z",
    "2026-11-21T01:02:03.123456,      2026-11-21T01:02:03.123456Z",
    "2026-11-21T01:02:03,             2026-11-21T01:02:03Z",
    "2026-11-21T01:02:03.5-05:00,     2026-11-21T06:02:03.5Z",
    "2026-11-21T01:02:03+00:00,       2026-11-21T01:02:03Z",
  })
  void parse_whenKeyIsOfAnyAcceptedForm_keepsItAndKnowsItsTime(String value, Instant time) {
    SortKey key = SortKey.parse(value);

    assertThat(key.value()).isEqualTo(value);
    assertThat(key.instant()).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "#",
        "#m-1",
        "HEAD",
        "IDEM#order-17",
        "2026-11-21",
        "2026-11-21T01:02:03.123456Z#",
        " 2026-11-21T01:02:03.123456Z#m-1",
      })
  void parse_whenKeyIsNoneOfMessageOrRow_isRefused(String value) {
    assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> SortKey.parse(value));
  }

  @Test
  void compareTo_whenTimesDiffer_ordersByTime() {
    assertThat(SortKey.of(TIME, "z")).isLessThan(SortKey.of(TIME.plusNanos(1_000), "a"));
  }

  @Test
  void compareTo_whenTimesAreEqual_ordersByIdAsBytes() {
    // Compared by char, the surrogates of the second would come before the first.
    SortKey basic = SortKey.of(TIME, "\uFF5E");
    SortKey supplementary = SortKey.of(TIME, "\uD83D\uDE00");

    assertThat(basic).usingComparator(Comparator.<SortKey>naturalOrder()).isLessThan(supplementary);
  }

  @Test
  void equals_whenIdsDiffer_isFalse() {
    assertThat(SortKey.of(TIME, "m-1")).isNotEqualTo(SortKey.of(TIME, "m-2"));
  }

  @Test
  void toString_isTheValue() {
    assertThat(SortKey.of(TIME, "m-1")).hasToString("2026-11-21T01:02:03.123456Z#m-1");
  }

  @Test
  void parse_whenDynamoDbHoldsIt_isAKey() {
    assertThat(SortKey.parse(ofBytes(1_024)).value()).hasSize(1_024);
  }

  @Test
  void parse_whenLongerThanDynamoDbHolds_isRefusedWithoutQuotingIt() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SortKey.parse(ofBytes(1_025)))
        .withMessage("The sort key takes 1025 bytes; at most 1024 do");
  }

  @Test
  void of_whenLongerThanDynamoDbHolds_isRefused() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SortKey.of(TIME, "x".repeat(1_024)));
  }

  @Test
  void parse_whenItHoldsHalfOfASurrogatePair_isRefused() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SortKey.parse("2026-11-21T01:02:03.123456Z#\uD83D"));
  }

  @Test
  void of_whenTheIdIsEmpty_isRefused() {
    assertThatThrownBy(() -> SortKey.of(Instant.EPOCH, ""))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("The id of a sort key is empty");
  }

  private static String ofBytes(int bytes) {
    String start = "2026-11-21T01:02:03.123456Z#";
    return start + "x".repeat(bytes - start.length());
  }
}
