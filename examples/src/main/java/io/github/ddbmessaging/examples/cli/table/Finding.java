package io.github.ddbmessaging.examples.cli.table;

import io.github.ddbmessaging.examples.DisplayText;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.Wrapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item that a check has something to say about.
 *
 * @param kind how bad it is
 * @param pk its partition key
 * @param sk its sort key
 * @param problem what is wrong with it
 * @param remedy what to do
 */
public record Finding(Kind kind, String pk, String sk, String problem, String remedy) {
  private static final int KIND_COLUMNS = 7;

  /** How bad something is. */
  public enum Kind {
    /** A promise is broken. */
    WRONG,
    /** Worth knowing, and no damage. */
    NOTE
  }

  /**
   * The finding as it is printed.
   *
   * @return the item's key, what is wrong and what to do
   */
  public Entry toEntry() {
    Map<String, @Nullable Object> fields = Entry.newFields();
    String name = kind.name().toLowerCase(Locale.ROOT);
    fields.put("kind", name);
    fields.put("pk", pk);
    fields.put("sk", sk);
    fields.put("problem", problem);
    fields.put("remedy", remedy);
    List<String> lines = new ArrayList<>();
    lines.addAll(Wrapping.wrap(DisplayText.column(name, KIND_COLUMNS), pk + " " + sk));
    lines.addAll(Wrapping.wrap(" ".repeat(KIND_COLUMNS), problem + ": " + remedy));
    return new Entry(lines, fields);
  }
}
