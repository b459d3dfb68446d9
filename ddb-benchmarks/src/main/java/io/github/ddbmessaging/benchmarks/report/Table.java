package io.github.ddbmessaging.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A Markdown table in the making. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Begins with the head.
   *
   * @param columns the columns' names; the first is aligned left, the others right
   */
  public Table(List<String> columns) {
    rows.add(List.copyOf(columns));
  }

  /**
   * Adds a row.
   *
   * @param cells one for each column
   * @return this table
   * @throws IllegalArgumentException if there are more or fewer
   */
  public Table row(List<String> cells) {
    if (cells.size() != rows.get(0).size()) {
      throw new IllegalArgumentException("A row of " + rows.get(0).size() + " cells: " + cells);
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /**
   * Adds a row.
   *
   * @param cells one for each column
   * @return this table
   * @throws IllegalArgumentException if there are more or fewer
   */
  public Table row(String... cells) {
    return row(List.of(cells));
  }

  /**
   * The table as Markdown.
   *
   * @return lines, each ended by a line feed
   */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      line(text, rows.get(i));
      if (i == 0) {
        List<String> rule = new ArrayList<>(Collections.nCopies(rows.get(0).size(), "---:"));
        rule.set(0, "---");
        line(text, rule);
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
