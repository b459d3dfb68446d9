package io.github.ddbmessaging.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Strings as DynamoDB measures and orders them: by their UTF-8 bytes. */
public final class Utf8 {
  private Utf8() {}

  /**
   * Whether a text has a UTF-8 form.
   *
   * @param text any string
   * @return false if it holds half of a surrogate pair
   */
  public static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /**
   * The length of a text.
   *
   * @param text without lone surrogates
   * @return bytes of its UTF-8 form
   */
  public static int length(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Each half of a surrogate pair stands for two of the four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }

  /**
   * The length of a code point.
   *
   * @param codePoint no lone surrogate
   * @return bytes of its UTF-8 form
   */
  public static int length(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  /**
   * The order of two sort keys.
   *
   * @param one a string
   * @param other a string
   * @return less than, equal to or greater than zero
   */
  public static int compare(String one, String other) {
    return Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }
}
