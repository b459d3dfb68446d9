package io.github.ddbmessaging.examples.cli.output;

import io.github.ddbmessaging.examples.DisplayText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lays text out in lines of a terminal's width, without anything that steers it. Pure. */
public final class Wrapping {
  /** The width of a terminal. */
  public static final int COLUMNS = 80;

  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  private Wrapping() {}

  /**
   * Wraps a text.
   *
   * @param text any text
   * @return its lines, at least one
   */
  public static List<String> wrap(String text) {
    return wrap("", text);
  }

  /**
   * Wraps a text behind the beginning of its first line.
   *
   * @param start what the first line begins with; the others are indented as far
   * @param text any text
   * @return the lines, at least one
   */
  public static List<String> wrap(String start, String text) {
    String indent = " ".repeat(DisplayText.width(start));
    int columns = COLUMNS - indent.length();
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : DisplayText.oneLine(text).split(" ", -1)) {
      int blank = line.isEmpty() ? 0 : 1;
      if (width(line) + blank + DisplayText.width(word) <= columns) {
        line.append(" ".repeat(blank)).append(word);
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      appendBroken(word, columns, line, lines);
    }
    lines.add(line.toString());
    return indented(start, indent, lines);
  }

  private static void appendBroken(
      String word, int columns, StringBuilder line, List<String> lines) {
    Matcher grapheme = GRAPHEME.matcher(word);
    while (grapheme.find()) {
      if (width(line) + DisplayText.width(grapheme.group()) > columns && !line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(grapheme.group());
    }
  }

  private static List<String> indented(String start, String indent, List<String> lines) {
    List<String> indented = new ArrayList<>();
    for (String line : lines) {
      indented.add((indented.isEmpty() ? start : indent) + line);
    }
    return indented;
  }

  private static int width(StringBuilder line) {
    return DisplayText.width(line.toString());
  }
}
