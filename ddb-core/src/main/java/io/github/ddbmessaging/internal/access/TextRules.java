package io.github.ddbmessaging.internal.access;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import java.util.Set;
import java.util.function.Supplier;

/** What texts must be like: something to see, well-formed, not too long. Pure. */
final class TextRules {
  /** The empty Braille pattern and the Hangul fillers: symbols and letters by type. */
  private static final String BLANK_SYMBOLS = "\u2800\u115F\u1160\u3164\uFFA0";

  private static final Set<Integer> INVISIBLE_TYPES =
      Set.of(
          (int) Character.FORMAT, (int) Character.NON_SPACING_MARK, (int) Character.ENCLOSING_MARK);

  private TextRules() {}

  static String id(Supplier<String> what, String id) {
    keyPart(what, id, Limits.ID_BYTES);
    if (id.indexOf('#') >= 0) {
      throw new InvalidInputException("The " + what.get() + " '" + id + "' holds a '#'");
    }
    return id;
  }

  static void keyPart(Supplier<String> what, String value, int maxBytes) {
    visible(what, value);
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        throw new InvalidInputException("The " + what.get() + " holds a control character");
      }
    }
    bytes(what, Utf8.length(value), maxBytes);
  }

  static void bytes(Supplier<String> what, int bytes, int maxBytes) {
    if (bytes > maxBytes) {
      throw new InvalidInputException(
          "The " + what.get() + " takes " + bytes + " bytes; at most " + maxBytes + " do");
    }
  }

  static void text(Supplier<String> what, String value, int maxLength) {
    visible(what, value);
    int length = value.codePointCount(0, value.length());
    if (length > maxLength) {
      throw new InvalidInputException(
          "The "
              + what.get()
              + " has "
              + length
              + " characters; at most "
              + maxLength
              + " are allowed");
    }
  }

  /** Whether a character shows nothing by itself. */
  private static boolean isInvisible(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.isISOControl(codePoint)
        || BLANK_SYMBOLS.indexOf(codePoint) >= 0
        || INVISIBLE_TYPES.contains(Character.getType(codePoint));
  }

  /** Something must be there to see. */
  static void visible(Supplier<String> what, String value) {
    requireNonNull(value, what);
    if (value.codePoints().allMatch(TextRules::isInvisible)) {
      throw new InvalidInputException("The " + what.get() + " is blank");
    }
    wellFormed(what, value);
  }

  static void wellFormed(Supplier<String> what, String value) {
    // UTF-8 has no form for half a surrogate pair: it would be stored as '?'.
    if (!Utf8.isWellFormed(value)) {
      throw new InvalidInputException("The " + what.get() + " holds half of a surrogate pair");
    }
  }
}
