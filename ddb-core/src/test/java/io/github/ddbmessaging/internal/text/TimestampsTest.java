package io.github.ddbmessaging.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single forms and edges; properties hold over all times in {@code TimesPropertyTest}. */
class TimestampsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-21T01:02:03.123456Z,    2026-11-21T01:02:03.123456Z",
    "2026-11-21T01:02:03.000001Z,    2026-11-21T01:02:03.000001Z",
    "2026-11-21T01:02:03.123456999Z, 2026-11-21T01:02:03.123456Z",
    "2026-12-31T23:59:59.999999999Z, 2026-12-31T23:59:59.999999Z",
    "1969-12-31T23:59:59.000001Z,    1969-12-31T23:59:59.000001Z",
    "0000-01-01T00:00:00Z,           0000-01-01T00:00:00.000000Z",
    "0007-03-09T04:05:06Z,           0007-03-09T04:05:06.000000Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999Z",
  })
  void format_whenYearHasFourDigits_writes27CharactersOfUtc(Instant time, String expected) {
    assertThat(Timestamps.format(time)).isEqualTo(expected).hasSize(27);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T01:02:03.123456Z,      2026-11-21T01:02:03.123456Z",
    "2026-11-21T01:02:03,              2026-11-21T01:02:03Z",
    "2026-11-21T01:02,                 2026-11-21T01:02:00Z",
    "2026-11-21T01:02:03Z,             2026-11-21T01:02:03Z",
    "2026-11-21T01:02:03+00:00,        2026-11-21T01:02:03Z",
    "2026-11-21T01:02:03-00:00,        2026-11-21T01:02:03Z",
    "2026-11-21T01:02:03-05:00,        2026-11-21T06:02:03Z",
    "2026-11-21T01:02:03+0530,         2026-11-20T19:32:03Z",
    "2026-11-21T01:02:03.123456+05:30, 2026-11-20T19:32:03.123456Z",
    "2026-12-31T23:30:00-05:00,        2027-01-01T04:30:00Z",
    "2024-02-29T00:00:00,              2024-02-29T00:00:00Z",
  })
  void parse_whenFormIsAccepted_isTheTrueInstant(String text, Instant expected) {
    assertThat(Timestamps.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HEAD",
        "2026-11-21",
        "2026-11-21 01:02:03",
        "2026-11-21t01:02:03",
        "2026-11-21T01:02:03.",
        "2026-11-21T01:02:03z",
        "2026-11-21T01:02:03+5",
        "2026-11-21T01:02:03+05:00:00",
        "2026-11-21T01:02:03+19:00",
        "2026-11-21T01:02:03 UTC",
        " 2026-11-21T01:02:03",
        "2026-11-21T01:02:03\n",
        "2026-02-29T01:02:03",
        "2026-13-01T01:02:03",
        "2026-11-21T24:00:00",
        "2026-11-21T01:60:00",
        "2026-11-21T01:02:60",
        "12026-11-21T01:02:03",
        "\u0662\u0660\u0662\u0666-11-21T01:02:03",
      })
  void parse_whenTextIsNoTime_isRefused(String text) {
    assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Timestamps.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T01:02:03.123456Z#m-1, 2026-11-21T01:03:00Z",
    "2026-11-21T01:02:59.9-05:00,     2026-11-21T01:03:00Z",
    "2026-11-21T01:02,                2026-11-21T01:03:00Z",
    "2026-12-31T23:59:00+18:00,       2027-01-01T00:00:00Z",
  })
  void minuteAfter_whateverFollowsTheMinute_readsItAsUtc(String text, Instant expected) {
    assertThat(Timestamps.minuteAfter(text)).isEqualTo(expected);
  }
}
