package io.github.ddbmessaging.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.model.InvalidInputException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T01:02:03.123456Z,    2026-11-21T01:02:03.123456Z",
    "2026-11-21T01:02:03Z,           2026-11-21T01:02:03.000000Z",
    "2026-11-21T01:02:03.1Z,         2026-11-21T01:02:03.100000Z",
    "2026-11-21T01:02:03.000001Z,    2026-11-21T01:02:03.000001Z",
    "2026-11-21T01:02:03.123456999Z, 2026-11-21T01:02:03.123456Z",
    "2024-02-29T23:59:59Z,           2024-02-29T23:59:59.000000Z",
    "2026-12-31T23:59:59.999999999Z, 2026-12-31T23:59:59.999999Z",
    "2027-01-01T00:00:00Z,           2027-01-01T00:00:00.000000Z",
    "1969-12-31T23:59:59.000001Z,    1969-12-31T23:59:59.000001Z",
    "0000-01-01T00:00:00Z,           0000-01-01T00:00:00.000000Z",
    "0007-03-09T04:05:06Z,           0007-03-09T04:05:06.000000Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999Z",
  })
  void format_whenYearHasFourDigits_writes27CharactersOfUtc(Instant time, String expected) {
    assertThat(Timestamps.format(time)).isEqualTo(expected).hasSize(27);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-0001-12-31T23:59:59.999999999Z",
        "+10000-01-01T00:00:00Z",
        "-1000000000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z",
      })
  void format_whenYearHasNotFourDigits_isRefused(Instant time) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Timestamps.format(time))
        .withMessageContaining("0000 to 9999");
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
  @CsvSource({
    "1,            100000000",
    "12,           120000000",
    "123,          123000000",
    "1234,         123400000",
    "12345,        123450000",
    "123456,       123456000",
    "1234567,      123456700",
    "12345678,     123456780",
    "123456789,    123456789",
    "123456789999, 123456789",
    "000000001,    1",
  })
  void parse_whenFractionHasAnyNumberOfDigits_readsUpToNanoseconds(String fraction, int nanos) {
    assertThat(Timestamps.parse("2026-11-21T01:02:03." + fraction))
        .isEqualTo(Instant.parse("2026-11-21T01:02:03Z").plusNanos(nanos));
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
    assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Timestamps.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"})
  void parse_whenItsOffsetLeavesTheFourDigitYears_isRefused(String text) {
    assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Timestamps.parse(text));
  }

  @Test
  void format_whenTimesAreSorted_isSortedAsStrings() {
    List<Instant> times = randomTimes().sorted().toList();

    assertThat(times.stream().map(Timestamps::format))
        .isSortedAccordingTo(Comparator.naturalOrder());
  }

  @Test
  void parse_whenGivenWhatFormatWrote_isTheSameTime() {
    assertThat(randomTimes())
        .allSatisfy(time -> assertThat(Timestamps.parse(Timestamps.format(time))).isEqualTo(time));
  }

  @Test
  void next_whenTimeIsFinerThanMicroseconds_isTheNextWholeMicrosecond() {
    Instant time = Instant.parse("2026-12-31T23:59:59.999999999Z");

    assertThat(Timestamps.next(time)).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
  }

  @Test
  void next_whenFormatted_isAnotherAndLaterString() {
    assertThat(randomTimes().filter(LAST::isAfter))
        .allSatisfy(
            time ->
                assertThat(Timestamps.format(Timestamps.next(time)))
                    .isGreaterThan(Timestamps.format(time)));
  }

  /** Times all over the ten thousand years, and some a microsecond apart. */
  private static Stream<Instant> randomTimes() {
    Random random = new Random(20_261_121);
    return Stream.concat(
        Stream.of(FIRST, LAST),
        random
            .longs(2_000, FIRST.getEpochSecond(), LAST.getEpochSecond())
            .mapToObj(Instant::ofEpochSecond)
            .map(second -> second.plus(random.nextInt(1_000_000), ChronoUnit.MICROS))
            .flatMap(time -> Stream.of(time, time.plus(1, ChronoUnit.MICROS))));
  }
}
