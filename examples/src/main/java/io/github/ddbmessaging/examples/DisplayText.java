package io.github.ddbmessaging.examples;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text as a terminal shows it: how many columns it takes, and how to make it fit into some. Widths
 * are never too small, so that a layout built on them does not break; some emoji are counted wider
 * than a terminal may draw them.
 */
public final class DisplayText {
  private static final String ELLIPSIS = "…";
  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  /** Blanks, line breaks, and what steers a terminal or turns the direction of writing. */
  private static final Pattern NOT_SHOWN_AS_IS =
      Pattern.compile("[ \\p{Cc}\\p{Zl}\\p{Zp}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]+");

  private DisplayText() {}

  /**
   * How many columns a text takes: two for each ideograph and emoji, none for what combines with
   * the character before it, else one.
   *
   * @param text any text on one line
   * @return its width in columns
   */
  public static int width(String text) {
    return text.codePoints().map(DisplayText::width).sum();
  }

  /**
   * The text on one line.
   *
   * @param text any text
   * @return the text, its line breaks and control characters turned into blanks
   */
  public static String oneLine(String text) {
    return NOT_SHOWN_AS_IS.matcher(text).replaceAll(" ").strip();
  }

  /**
   * The text on one line, in a given space at most.
   *
   * @param text any text
   * @param columns the space, at least 1
   * @return the text as {@link #oneLine} returns it; if it is too long, cut between two characters
   *     as people see them, with an ellipsis
   */
  public static String fit(String text, int columns) {
    String line = oneLine(text);
    if (width(line) <= columns) {
      return line;
    }
    StringBuilder fitting = new StringBuilder();
    int left = columns - width(ELLIPSIS);
    Matcher grapheme = GRAPHEME.matcher(line);
    while (grapheme.find()) {
      left -= width(grapheme.group());
      if (left < 0) {
        break;
      }
      fitting.append(grapheme.group());
    }
    return fitting.toString().stripTrailing() + ELLIPSIS;
  }

  /**
   * The text in a column of a table.
   *
   * @param text any text
   * @param columns the width of the column
   * @return the text, cut or filled up with blanks to that width
   */
  public static String column(String text, int columns) {
    String fitting = fit(text, columns);
    return fitting + " ".repeat(columns - width(fitting));
  }

  private static int width(int codePoint) {
    if (combines(codePoint)) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  private static boolean combines(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT;
  }

  private static boolean isWide(int codePoint) {
    return isBetween(0x1100, codePoint, 0x115F) // Hangul
        || isBetween(0x2600, codePoint, 0x27BF) // symbols, many of them emoji
        || isBetween(0x2E80, codePoint, 0xA4CF) // Chinese, Japanese, Yi
        || isBetween(0xAC00, codePoint, 0xD7A3) // Hangul
        || isBetween(0xF900, codePoint, 0xFAFF) // Chinese
        || isBetween(0xFE30, codePoint, 0xFE6F) // forms for vertical writing
        || isBetween(0xFF00, codePoint, 0xFF60) // full-width Latin
        || isBetween(0xFFE0, codePoint, 0xFFE6)
        || isBetween(0x1F000, codePoint, 0x1FAFF) // emoji
        || isBetween(0x20000, codePoint, 0x3FFFD); // Chinese
  }

  private static boolean isBetween(int first, int codePoint, int last) {
    return first <= codePoint && codePoint <= last;
  }
}
