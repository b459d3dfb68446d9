package io.github.ddbmessaging.examples.chat.attachment;

import io.github.ddbmessaging.model.Limits;
import org.jspecify.annotations.Nullable;

/** The name that a file is shown with. No file of this service is called so. */
final class FileName {
  private static final String UNNAMED = "file";

  private FileName() {}

  /** What a browser sent, without directories, control characters and marks of direction. */
  static String shown(@Nullable String given) {
    String name = given == null ? "" : given;
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    StringBuilder kept = new StringBuilder();
    name.codePoints()
        .filter(FileName::isShown)
        .limit(Limits.ATTACHMENT_NAME_LENGTH)
        .forEach(kept::appendCodePoint);
    String shown = kept.toString().strip();
    return shown.isEmpty() || shown.matches("[.]+") ? UNNAMED : shown;
  }

  /** Marks of direction let {@code exe.png} look like {@code gnp.exe}. */
  private static boolean isShown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
