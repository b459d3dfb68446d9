package io.github.ddbmessaging.examples.cli.output;

import io.github.ddbmessaging.examples.DisplayText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lays items out as a table that fits a terminal: long values are cut. Pure. */
final class TextTable {
  private static final int BETWEEN = 2;
  private static final int NARROWEST = 4;

  private TextTable() {}

  /**
   * Lays items out.
   *
   * @param items any items
   * @param layout how wide the lines may be
   * @return a line with the names of the attributes and one for each item; if there are more
   *     attributes than fit side by side, a line for each attribute of each item
   */
  static List<String> of(List<Map<String, AttributeValue>> items, Layout layout) {
    Set<String> names = new LinkedHashSet<>();
    List<Map<String, ?>> rows = new ArrayList<>();
    for (Map<String, AttributeValue> item : items) {
      Map<String, ?> row = PlainItem.of(item);
      rows.add(row);
      names.addAll(row.keySet());
    }
    List<String> header = List.copyOf(names);
    if (header.size() * (NARROWEST + BETWEEN) - BETWEEN > layout.columns()) {
      return items.stream()
          .flatMap(item -> Views.item(item).lines().apply(layout).stream())
          .toList();
    }
    List<List<String>> cells = new ArrayList<>();
    cells.add(header);
    for (Map<String, ?> row : rows) {
      cells.add(header.stream().map(name -> Views.value(row.get(name))).toList());
    }
    int[] widths = widths(header.size(), cells, layout.columns());
    return cells.stream().map(row -> line(row, widths)).toList();
  }

  /** As wide as the values, or else the widest columns made narrower until all fit. */
  private static int[] widths(int columns, List<List<String>> cells, int most) {
    int[] widths = new int[columns];
    for (List<String> row : cells) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], Math.min(most, DisplayText.width(row.get(i))));
      }
    }
    while (Arrays.stream(widths).sum() + BETWEEN * (columns - 1) > most) {
      int widest = 0;
      for (int i = 1; i < columns; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(i == 0 ? "" : " ".repeat(BETWEEN))
          .append(DisplayText.column(row.get(i), Math.max(1, widths[i])));
    }
    return line.toString().stripTrailing();
  }
}
