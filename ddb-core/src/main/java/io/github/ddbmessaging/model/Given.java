package io.github.ddbmessaging.model;

import org.jspecify.annotations.Nullable;

/** Refuses null where the value often comes from a client's request. */
final class Given {
  private Given() {}

  static <T> T given(@Nullable T value, String name) {
    if (value == null) {
      throw new InvalidInputException("No " + name + " is given: it is null");
    }
    return value;
  }
}
