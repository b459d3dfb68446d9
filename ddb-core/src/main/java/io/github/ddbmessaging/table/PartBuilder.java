package io.github.ddbmessaging.table;

import io.github.ddbmessaging.model.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** A part of an item, which has no key of its own to report damage by. */
abstract class PartBuilder {
  static <V> V required(String attribute, @Nullable V value) {
    if (value == null) {
      throw new InvalidInputException("attribute '" + attribute + "' is missing");
    }
    return value;
  }
}
