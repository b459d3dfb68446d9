package io.github.ddbmessaging.internal.item;

import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import java.util.List;

/** The beginning of a message, as rows show it. */
public final class Preview {
  private Preview() {}

  /** The beginning of what a message says: its text, or, without one, its attachment's name. */
  public static String of(Message message, int maxBytes) {
    List<Attachment> attachments = message.content().attachments();
    return of(
        message.text().isBlank() && !attachments.isEmpty()
            ? attachments.get(0).name()
            : message.text(),
        maxBytes);
  }

  /** The beginning of a text, cut between code points. */
  public static String of(String text, int maxBytes) {
    return cut(text, Limits.PREVIEW_LENGTH, maxBytes);
  }

  /** At most so many code points and bytes of a text. */
  static String cut(String text, int maxPoints, int maxBytes) {
    int end = 0;
    int bytes = 0;
    for (int points = 0; points < maxPoints && end < text.length(); points++) {
      int codePoint = text.codePointAt(end);
      bytes += Utf8.length(codePoint);
      if (bytes > maxBytes) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end);
  }
}
