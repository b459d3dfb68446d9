package io.github.ddbmessaging.examples.cli.output;

import io.github.ddbmessaging.examples.DisplayText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing to print, in both forms.
 *
 * @param lines for people; each fits the layout and holds no control character
 * @param fields for programs: strings, numbers, booleans, nulls, lists and maps, in their order
 */
public record Entry(Function<Layout, List<String>> lines, Map<String, @Nullable Object> fields) {
  /**
   * Fields for an entry.
   *
   * @return none yet; they keep the order in which they are put
   */
  public static Map<String, @Nullable Object> newFields() {
    return new LinkedHashMap<>();
  }

  /**
   * A sentence for people, which a terminal shows on as many lines as it takes.
   *
   * @param text any text
   * @param fields what it tells, for programs
   * @return the entry
   */
  public static Entry sentence(String text, Map<String, @Nullable Object> fields) {
    return new Entry(layout -> layout.wrap(text), fields);
  }

  /**
   * A line for people that is never wrapped, so that what stands in it can be copied.
   *
   * @param text any text
   * @param fields what it tells, for programs
   * @return the entry
   */
  public static Entry line(String text, Map<String, @Nullable Object> fields) {
    String line = DisplayText.oneLine(text);
    return new Entry(layout -> List.of(line), fields);
  }

  /**
   * What went wrong, on one line.
   *
   * @param text what is wrong and what to do
   * @return the entry, for {@link Printer#tell}
   */
  public static Entry error(String text) {
    Map<String, @Nullable Object> fields = newFields();
    fields.put("error", DisplayText.oneLine(text));
    return line(text, fields);
  }
}
