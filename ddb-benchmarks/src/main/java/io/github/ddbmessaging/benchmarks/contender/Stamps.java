package io.github.ddbmessaging.benchmarks.contender;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times in keys, as those write them who read no keys but their own. */
public final class Stamps {
  private static final int LENGTH = "2026-11-21T01:02:03.123456Z".length();
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Stamps() {}

  /**
   * The time as keys hold it.
   *
   * @param time any time of our era
   * @return 27 characters
   */
  public static String format(Instant time) {
    return FORM.format(time);
  }

  /**
   * The time in a key.
   *
   * @param sortKey of a message or row
   * @return the time that it begins with
   */
  public static Instant parse(String sortKey) {
    return Instant.parse(sortKey.substring(0, LENGTH));
  }

  /**
   * The time for a message that comes after another.
   *
   * @param newest the time of the other
   * @param now what the clock says
   * @return the later of now and a microsecond after the other
   */
  public static Instant after(Instant newest, Instant now) {
    Instant next = newest.plus(1, ChronoUnit.MICROS);
    return now.isAfter(next) ? now : next;
  }
}
