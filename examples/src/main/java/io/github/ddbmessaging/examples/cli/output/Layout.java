package io.github.ddbmessaging.examples.cli.output;

import io.github.ddbmessaging.examples.DisplayText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How wide lines may be. Whatever the width, nothing in them steers a terminal. Pure.
 *
 * @param columns most columns of a line, at least 1
 */
public record Layout(int columns) {
  /** For a terminal. */
  public static final Layout TERMINAL = new Layout(80);

  /** For a file or another program: nothing is wrapped or cut. */
  public static final Layout UNLIMITED = new Layout(Integer.MAX_VALUE);

  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  /**
   * Wraps a text.
   *
   * @param text any text
   * @return its lines, at least one
   */
  public List<String> wrap(String text) {
    return wrap("", text);
  }

  /**
   * Wraps a text behind the beginning of its first line.
   *
   * @param start what the first line begins with; the others are indented as far
   * @param text any text
   * @return the lines, at least one
   */
  public List<String> wrap(String start, String text) {
    String indent = " ".repeat(DisplayText.width(start));
    int width = columns - indent.length();
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (String word : DisplayText.oneLine(text).split(" ", -1)) {
      int blank = line.isEmpty() ? 0 : 1;
      int wordWidth = DisplayText.width(word);
      if (used + blank + wordWidth <= width) {
        line.append(" ".repeat(blank)).append(word);
        used += blank + wordWidth;
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      appendBroken(word, width, line, lines);
      used = DisplayText.width(line.toString());
    }
    lines.add(line.toString());
    return indented(start, indent, lines);
  }

  /**
   * A line with as much of a text as fits.
   *
   * @param start what the line begins with
   * @param text any text
   * @return the line
   */
  String fit(String start, String text) {
    return start + DisplayText.fit(text, columns - DisplayText.width(start));
  }

  private static void appendBroken(String word, int width, StringBuilder line, List<String> lines) {
    Matcher grapheme = GRAPHEME.matcher(word);
    int used = 0;
    while (grapheme.find()) {
      int graphemeWidth = DisplayText.width(grapheme.group());
      if (used + graphemeWidth > width && !line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
      }
      line.append(grapheme.group());
      used += graphemeWidth;
    }
  }

  private static List<String> indented(String start, String indent, List<String> lines) {
    List<String> indented = new ArrayList<>();
    for (String line : lines) {
      indented.add((indented.isEmpty() ? start : indent) + line);
    }
    return indented;
  }
}
