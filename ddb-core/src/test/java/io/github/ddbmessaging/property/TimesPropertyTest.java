package io.github.ddbmessaging.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.internal.text.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Times in keys, over all years. */
class TimesPropertyTest extends Inputs {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  /** A time as the old application may have written it, and what it means. */
  private record OldTime(String text, Instant instant) {}

  @Provide
  Arbitrary<Instant> otherTimes() {
    return Arbitraries.longs()
        .filter(s -> s < FIRST_TIME.getEpochSecond() || s >= END_OF_TIME.getEpochSecond())
        .filter(s -> s >= Instant.MIN.getEpochSecond() && s <= Instant.MAX.getEpochSecond())
        .map(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<OldTime> oldTimes() {
    Arbitrary<String> fractions =
        Arbitraries.strings().withCharRange('0', '9').ofMinLength(0).ofMaxLength(12);
    Arbitrary<Integer> offsetMinutes = Arbitraries.integers().between(-18 * 60, 18 * 60);
    return Combinators.combine(
            times(), fractions, offsetMinutes, Arbitraries.of("", "Z", "+hh:mm", "+hhmm"))
        .as(TimesPropertyTest::oldTime);
  }

  @Property
  void parse_ofWhatFormatWrote_isTheTimeToTheMicrosecond(@ForAll("times") Instant time) {
    assertThat(Timestamps.parse(Timestamps.format(time)))
        .isEqualTo(time.truncatedTo(ChronoUnit.MICROS));
  }

  @Property
  void format_ofAnyTime_has27Characters(@ForAll("times") Instant time) {
    assertThat(Timestamps.format(time))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
  }

  @Property
  void format_ofAnyTwoTimes_sortsAsTheyDo(
      @ForAll("times") Instant one, @ForAll("times") Instant other) {
    int expected =
        one.truncatedTo(ChronoUnit.MICROS).compareTo(other.truncatedTo(ChronoUnit.MICROS));

    int byText = Timestamps.format(one).compareTo(Timestamps.format(other));

    assertThat(Integer.signum(byText)).isEqualTo(Integer.signum(expected));
  }

  @Property
  void format_ofTimesBeyondFourDigitsOfYears_isRefused(@ForAll("otherTimes") Instant time) {
    assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Timestamps.format(time));
  }

  @Property
  void parse_ofAnyOldForm_isTheTimeThatItMeans(@ForAll("oldTimes") OldTime old) {
    Assume.that(canBeWritten(old.instant()));

    assertThat(Timestamps.parse(old.text())).isEqualTo(old.instant());
  }

  /** What could be read but never be written again would be stuck in the table. */
  @Property
  void parse_ofTimesThatCannotBeWritten_isRefused(@ForAll("edgeOfTime") String text) {
    assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Timestamps.parse(text));
  }

  @Provide
  Arbitrary<String> edgeOfTime() {
    return Arbitraries.integers()
        .between(1, 18 * 60)
        .flatMap(
            minutes ->
                Arbitraries.of(
                    "0000-01-01T00:00:00" + offset("+hh:mm", minutes),
                    "9999-12-31T23:59:59.999999" + offset("+hh:mm", -minutes)));
  }

  @Property
  void next_ofAnyTime_isWrittenDirectlyBehindIt(@ForAll("times") Instant time) {
    Assume.that(canBeWritten(Timestamps.next(time)));

    Instant next = Timestamps.next(time);

    assertThat(Timestamps.format(next)).isGreaterThan(Timestamps.format(time));
    assertThat(ChronoUnit.MICROS.between(time.truncatedTo(ChronoUnit.MICROS), next)).isOne();
  }

  private static boolean canBeWritten(Instant time) {
    return !time.isBefore(FIRST_TIME) && time.isBefore(END_OF_TIME);
  }

  private static OldTime oldTime(Instant time, String fraction, int minutes, String form) {
    boolean inUtc = form.isEmpty() || form.equals("Z");
    ZoneOffset offset = inUtc ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(minutes * 60);
    LocalDateTime local =
        LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC);
    long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
    return new OldTime(
        SECONDS.format(local)
            + (fraction.isEmpty() ? "" : "." + fraction)
            + (inUtc ? form : offset(form, minutes)),
        local.toInstant(offset).plusNanos(nanos));
  }

  private static String offset(String form, int minutes) {
    int absolute = Math.abs(minutes);
    return String.format(
        Locale.ROOT,
        "%s%02d%s%02d",
        minutes < 0 ? "-" : "+",
        absolute / 60,
        form.contains(":") ? ":" : "",
        absolute % 60);
  }
}
