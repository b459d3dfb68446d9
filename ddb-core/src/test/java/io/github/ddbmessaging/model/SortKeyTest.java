package io.github.ddbmessaging.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms and edges; order and round trip hold over all keys in {@code KeysPropertyTest}. */
class SortKeyTest {
  private static final Instant TIME = Instant.parse("2026-11-21T01:02:03.123456Z");

  @Test
  void of_whenGivenTimeAndId_joinsThemByHash() {
    assertThat(SortKey.of(TIME, "m-1").value()).isEqualTo("2026-11-21T01:02:03.123456Z#m-1");
  }

  @Test
  void of_whenYearHasFiveDigits_isRefused() {
    Instant late = Instant.parse("+10000-01-01T00:00:00Z");

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SortKey.of(late, "m-1"));
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
  void new_whenKeyIsOfAnyAcceptedForm_keepsItAndKnowsItsTime(String value, Instant time) {
    SortKey key = new SortKey(value);

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
  void new_whenKeyIsNoneOfMessageOrRow_isRefused(String value) {
    assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> new SortKey(value));
  }

  @Test
  void toString_isTheValue() {
    assertThat(SortKey.of(TIME, "m-1")).hasToString("2026-11-21T01:02:03.123456Z#m-1");
  }

  @Test
  void new_whenLongerThanDynamoDbHolds_isRefusedWithoutQuotingIt() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> new SortKey(ofBytes(1_025)))
        .withMessage("The sort key takes 1025 bytes; at most 1024 do");
  }

  @Test
  void of_whenTheIdIsEmpty_isRefused() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SortKey.of(Instant.EPOCH, ""))
        .withMessage("'1970-01-01T00:00:00.000000Z#' is no sort key: nothing follows the #");
  }

  private static String ofBytes(int bytes) {
    String start = "2026-11-21T01:02:03.123456Z#";
    return start + "x".repeat(bytes - start.length());
  }
}
