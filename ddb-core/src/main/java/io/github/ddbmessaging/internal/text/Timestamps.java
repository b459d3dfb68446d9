package io.github.ddbmessaging.internal.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as they stand in keys. Written in one form only, 27 characters of UTC with six fraction
 * digits, so that the order of strings is the order of times. Read in every form that the old
 * application wrote: any offset or none (then UTC), any number of fraction digits or none.
 */
public final class Timestamps {
  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
  private static final String OWN_FORM = "0000-00-00T00:00:00.000000Z";
  private static final int[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000};
  private static final int NANOS_PER_MICRO = 1_000;
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})-(\\d{2})-(\\d{2})T(\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d+))?)?"
              + "(?:Z|([+-]\\d{2}):?(\\d{2}))?");

  private static final int MINUTES_LENGTH = "2026-11-21T01:02".length();

  private Timestamps() {}

  /**
   * The time as keys hold it, cut to the microsecond.
   *
   * @param time a time in the years 0 to 9999
   * @return 27 characters
   * @throws DateTimeException if the year has not four digits
   */
  public static String format(Instant time) {
    checkYear(time);
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
    StringBuilder out = new StringBuilder(OWN_FORM.length());
    digits(out, utc.getYear(), 4).append('-');
    digits(out, utc.getMonthValue(), 2).append('-');
    digits(out, utc.getDayOfMonth(), 2).append('T');
    digits(out, utc.getHour(), 2).append(':');
    digits(out, utc.getMinute(), 2).append(':');
    digits(out, utc.getSecond(), 2).append('.');
    return digits(out, utc.getNano() / NANOS_PER_MICRO, 6).append('Z').toString();
  }

  /**
   * Reads a time in any of the accepted forms.
   *
   * @param text the time
   * @return the instant, to the nanosecond
   * @throws DateTimeException if it is no time in such a form, or none that can be written again
   */
  public static Instant parse(String text) {
    // Nearly all keys have the form that is written here, and a page holds many of them.
    return isOwnForm(text) ? parseOwnForm(text) : parseAnyForm(text, ZoneOffset.UTC);
  }

  /**
   * Reads a time in any of the accepted forms, where one without an offset is of a zone.
   *
   * @param text the time
   * @param zone the zone of a time that names none
   * @return the instant, to the nanosecond
   * @throws DateTimeException if it is no time in such a form, or none that can be written again
   */
  public static Instant parse(String text, ZoneId zone) {
    return isOwnForm(text) ? parseOwnForm(text) : parseAnyForm(text, zone);
  }

  /** A time as it is after it was stored: cut to the microsecond. */
  public static Instant cut(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * The next time after another that keys can tell apart from it.
   *
   * @param time a time
   * @return one microsecond later, cut to the microsecond
   */
  public static Instant next(Instant time) {
    return cut(time).plus(1, ChronoUnit.MICROS);
  }

  /**
   * The minute after the one that a time is written with, whatever its offset: above it in the
   * order of keys.
   *
   * @param text a time in any form, and whatever follows it
   * @return the beginning of that minute
   */
  public static Instant minuteAfter(String text) {
    return parse(text.substring(0, MINUTES_LENGTH)).plus(1, ChronoUnit.MINUTES);
  }

  private static boolean isOwnForm(String text) {
    if (text.length() != OWN_FORM.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char expected = OWN_FORM.charAt(i);
      char c = text.charAt(i);
      if (expected == '0' ? c < '0' || c > '9' : c != expected) {
        return false;
      }
    }
    return true;
  }

  private static Instant parseOwnForm(String text) {
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19),
            number(text, 20, 26) * NANOS_PER_MICRO)
        .toInstant(ZoneOffset.UTC);
  }

  private static Instant parseAnyForm(String text, ZoneId zone) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new DateTimeException("it is no time such as 2026-11-21T01:02:03.123456Z");
    }
    LocalDateTime local =
        LocalDateTime.of(
            number(form, 1),
            number(form, 2),
            number(form, 3),
            number(form, 4),
            number(form, 5),
            form.group(6) == null ? 0 : number(form, 6),
            nanos(form.group(7)));
    return checkYear(local.atZone(zone(form, zone)).toInstant());
  }

  /** Its offset can put a time of four digits into a year of five, or before the year 0. */
  private static Instant checkYear(Instant time) {
    if (time.isBefore(EARLIEST) || !time.isBefore(END)) {
      throw new DateTimeException(
          "The time " + time + " can't be stored; times are in the years 0000 to 9999");
    }
    return time;
  }

  private static ZoneId zone(Matcher form, ZoneId ofNone) {
    if (form.group(8) != null) {
      return ZoneOffset.of(form.group(8) + ":" + form.group(9));
    }
    return form.group().endsWith("Z") ? ZoneOffset.UTC : ofNone;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static int number(Matcher form, int group) {
    return Integer.parseInt(form.group(group));
  }

  private static int nanos(@Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
  }

  private static StringBuilder digits(StringBuilder out, int value, int width) {
    for (int power = width - 1; power >= 0; power--) {
      out.append((char) ('0' + value / POWERS_OF_TEN[power] % 10));
    }
    return out;
  }
}
