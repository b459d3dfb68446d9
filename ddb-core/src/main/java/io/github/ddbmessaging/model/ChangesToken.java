package io.github.ddbmessaging.model;

import static io.github.ddbmessaging.model.Given.given;

/**
 * Up to where a client knows the changes of a group: an opaque text, safe in a URL, bound to the
 * group.
 *
 * @param value the letters, digits, {@code -} and {@code _} to hand to a client and take back
 */
public record ChangesToken(String value) {
  /**
   * Refuses null.
   *
   * @throws InvalidInputException if the value is null
   */
  public ChangesToken {
    value = given(value, "token");
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
