package io.github.ddbmessaging.benchmarks.contender;

import io.github.ddbmessaging.model.Limits;

/** The beginning of a text, as those write it who need not reckon with the longest of names. */
public final class Preview {
  private Preview() {}

  /**
   * The first 200 code points.
   *
   * @param text any text
   * @return its beginning
   */
  public static String of(String text) {
    return text.codePointCount(0, text.length()) <= Limits.PREVIEW_LENGTH
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Limits.PREVIEW_LENGTH));
  }
}
