package io.github.ddbmessaging.model;

import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.internal.text.Utf8;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The sort key of a message or of a group row: a time, and the id that makes two with the same time
 * different items. Written as {@code 2026-11-21T01:02:03.123456Z#<id>}. Keys that the original
 * application wrote are read too: without an id, with any offset or none, with any number of
 * fraction digits; they are kept as they are. Ordered as DynamoDB orders them.
 *
 * @param value the key as the table holds it
 */
public record SortKey(String value) implements Comparable<SortKey> {
  private static final char ID_SEPARATOR = '#';

  /**
   * Reads a key.
   *
   * @throws InvalidInputException if it does not begin with a time, nothing follows its {@code #},
   *     or DynamoDB would not hold it
   */
  public SortKey {
    if (value.isBlank()) {
      throw new InvalidInputException("The sort key is blank");
    }
    if (!Utf8.isWellFormed(value)) {
      throw new InvalidInputException("The sort key holds half of a surrogate pair");
    }
    if (Utf8.length(value) > Limits.SORT_KEY_BYTES) {
      throw new InvalidInputException(
          "The sort key takes "
              + Utf8.length(value)
              + " bytes; at most "
              + Limits.SORT_KEY_BYTES
              + " do");
    }
    if (value.indexOf(ID_SEPARATOR) == value.length() - 1) {
      throw new InvalidInputException("'" + value + "' is no sort key: nothing follows the #");
    }
    try {
      Timestamps.parse(time(value));
    } catch (DateTimeException e) {
      throw new InvalidInputException(
          "'" + value + "' does not begin with a time: " + e.getMessage());
    }
  }

  /**
   * The key of a new item.
   *
   * @param time when, cut to the microsecond; in the years 0 to 9999
   * @param id what tells it from others of the same time
   * @return the key
   * @throws InvalidInputException if the year has not four digits, the id is empty, or DynamoDB
   *     would not hold the key
   */
  public static SortKey of(Instant time, String id) {
    try {
      return new SortKey(Timestamps.format(time) + ID_SEPARATOR + id);
    } catch (DateTimeException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Whether a text is a sort key.
   *
   * @param value the text
   * @return false if it would be refused
   */
  public static boolean isOne(String value) {
    try {
      return new SortKey(value).value().equals(value);
    } catch (InvalidInputException e) {
      return false;
    }
  }

  /**
   * The time in the key, where one without an offset is of a zone.
   *
   * @param zone the zone of keys that name none
   * @return the true instant, whatever the form
   */
  public Instant instant(ZoneId zone) {
    return Timestamps.parse(time(value), zone);
  }

  /**
   * The time in the key.
   *
   * @return the instant, whatever the form; UTC's if the key names no offset
   */
  public Instant instant() {
    return Timestamps.parse(time(value));
  }

  /**
   * What tells the item from others of the same time.
   *
   * @return what follows the {@code #}, or empty if the original application wrote none
   */
  public Optional<String> id() {
    int separator = value.indexOf(ID_SEPARATOR);
    return separator < 0 ? Optional.empty() : Optional.of(value.substring(separator + 1));
  }

  /** Compares by the bytes of the UTF-8 form, as DynamoDB does. */
  @Override
  public int compareTo(SortKey other) {
    return Utf8.compare(value, other.value);
  }

  /**
   * The value alone.
   *
   * @return {@link #value()}
   */
  @Override
  public String toString() {
    return value;
  }

  private static String time(String value) {
    int separator = value.indexOf(ID_SEPARATOR);
    return separator < 0 ? value : value.substring(0, separator);
  }
}
