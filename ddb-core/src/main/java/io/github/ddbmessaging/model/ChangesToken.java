package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

/**
 * Up to where a client knows the changes of a group: an opaque text, safe in a URL, bound to the
 * group.
 *
 * @param value the letters, digits, {@code -} and {@code _} to hand to a client and take back
 */
public record ChangesToken(String value) {
  /** Refuses null. */
  public ChangesToken {
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
