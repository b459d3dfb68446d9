package io.github.ddbmessaging.model;

import static io.github.ddbmessaging.model.Given.given;

/**
 * Where the next page of a listing begins: an opaque text, safe in a URL. It continues the listing
 * that it came from and no other: the same group or user, direction and times. {@link
 * InvalidInputException} refuses one that was altered or comes from another listing.
 *
 * @param value the letters, digits, {@code -} and {@code _} to hand to a client and take back
 */
public record Cursor(String value) {
  /**
   * Refuses null.
   *
   * @throws InvalidInputException if the value is null
   */
  public Cursor {
    value = given(value, "cursor");
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
