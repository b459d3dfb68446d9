package io.github.ddbmessaging.examples.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody who mistyped a name may have meant. Pure. */
final class Suggestion {
  private static final int SHORTEST_PART = 3;

  private Suggestion() {}

  /**
   * The name that is most like what was typed.
   *
   * @param typed what is none of the names
   * @param names the names that there are
   * @return the name; empty if none is much like it
   */
  static Optional<String> of(String typed, Collection<String> names) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(name -> isAlike(wanted, name))
        .min(
            Comparator.comparingInt((String name) -> edits(wanted, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static boolean isAlike(String typed, String name) {
    boolean partOfIt = typed.length() >= SHORTEST_PART && name.contains(typed);
    return partOfIt || edits(typed, name) <= Math.max(1, name.length() / 3);
  }

  /** How many characters must be put, taken away, replaced or swapped with the next one. */
  private static int edits(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : leastEdits(edits, from, i, to, j);
      }
    }
    return edits[from.length()][to.length()];
  }

  private static int leastEdits(int[][] edits, String from, int i, String to, int j) {
    int replaced = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
  }
}
