package io.github.ddbmessaging.model;

import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.internal.text.Utf8;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sort key of a message or of a group row: a time, and the id that makes two with the same time
 * different items. Written as {@code 2026-11-21T01:02:03.123456Z#<id>}. Keys that another
 * application wrote are read too: without an id, with any offset or none, with any number of
 * fraction digits; they are kept as they are. Immutable; ordered as DynamoDB orders them.
 */
public final class SortKey implements Comparable<SortKey> {
  private static final char ID_SEPARATOR = '#';

  private final String value;
  private final Instant instant;

  private SortKey(String value, Instant instant) {
    this.value = value;
    this.instant = instant;
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
    if (id.isEmpty()) {
      throw new InvalidInputException("The id of a sort key is empty");
    }
    return new SortKey(
        Validation.sortKey(Timestamps.format(time) + ID_SEPARATOR + id),
        time.truncatedTo(ChronoUnit.MICROS));
  }

  /**
   * Reads a key.
   *
   * @param value a sort key of a message or a group row, of this library or the old application
   * @return the key
   * @throws InvalidInputException if it does not begin with a time, its id is empty, or DynamoDB
   *     would not hold it
   */
  public static SortKey parse(String value) {
    Validation.sortKey(value);
    int separator = value.indexOf(ID_SEPARATOR);
    if (separator >= 0 && separator == value.length() - 1) {
      throw new InvalidInputException("'" + value + "' is no sort key: nothing follows the #");
    }
    String time = separator < 0 ? value : value.substring(0, separator);
    return new SortKey(value, Timestamps.parse(time));
  }

  /**
   * The key as the table holds it.
   *
   * @return the value of {@code sk}
   */
  public String value() {
    return value;
  }

  /**
   * The time in the key.
   *
   * @return the true instant, whatever the form
   */
  public Instant instant() {
    return instant;
  }

  /** Compares by the bytes of the UTF-8 form, as DynamoDB does. */
  @Override
  public int compareTo(SortKey other) {
    return Utf8.compare(value, other.value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SortKey key && key.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
