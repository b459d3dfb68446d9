package io.github.ddbmessaging.examples.cli.output;

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
public record Entry(List<String> lines, Map<String, @Nullable Object> fields) {
  /** Copies the lines. */
  public Entry {
    lines = List.copyOf(lines);
  }

  /**
   * Fields for an entry.
   *
   * @return none yet; they keep the order in which they are put
   */
  public static Map<String, @Nullable Object> newFields() {
    return new LinkedHashMap<>();
  }
}
