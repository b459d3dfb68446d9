package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

/**
 * An opaque position in a listing, safe in a URL. There are two kinds:
 *
 * <ul>
 *   <li>{@link Page#next()} continues one listing: the same group or user, direction and times.
 *   <li>{@link Message#cursor()} is the place of a message, good for every listing of its group.
 * </ul>
 *
 * A cursor never names a partition: the listing it is used with does. One that was altered, or that
 * comes from another listing, is refused with {@link InvalidInputException} when it is used.
 *
 * @param value the letters, digits, {@code -} and {@code _} to hand to a client and take back
 */
public record Cursor(String value) {
  /** Refuses null. */
  public Cursor {
    requireNonNull(value, "value");
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
}
