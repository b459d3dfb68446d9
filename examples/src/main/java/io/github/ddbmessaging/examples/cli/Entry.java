package io.github.ddbmessaging.examples.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing to print, in both forms.
 *
 * @param lines for people; each fits the terminal and holds no control character
 * @param fields for programs: strings, numbers, booleans, nulls, lists and maps, in their order
 */
record Entry(List<String> lines, Map<String, @Nullable Object> fields) {
  Entry {
    lines = List.copyOf(lines);
  }

  /** Fields in the order in which they are put. */
  static Map<String, @Nullable Object> newFields() {
    return new LinkedHashMap<>();
  }
}
