package io.github.ddbmessaging.internal.access;

import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageContent;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of {@link Limits} for what a message says. Pure. */
final class ContentRules {
  private ContentRules() {}

  static void check(MessageContent content, int maxTextLength) {
    if (content.attachments().isEmpty() || !content.text().isEmpty()) {
      TextRules.text(() -> "message text", content.text(), maxTextLength);
    }
    atMost("mentions", content.mentions().size(), Limits.MENTIONS);
    content.mentions().forEach(id -> TextRules.id(() -> "id of a mentioned user", id));
    atMost("attachments", content.attachments().size(), Limits.ATTACHMENTS);
    content.attachments().forEach(ContentRules::attachment);
    data(content.data(), Limits.DATA_BYTES);
  }

  private static void attachment(Attachment attachment) {
    TextRules.text(() -> "name of an attachment", attachment.name(), Limits.ATTACHMENT_NAME_LENGTH);
    TextRules.keyPart(
        () -> "content type of an attachment", attachment.contentType(), Limits.CONTENT_TYPE_BYTES);
    TextRules.keyPart(
        () -> "location of an attachment", attachment.location(), Limits.LOCATION_BYTES);
    atLeast("size of an attachment", attachment.size(), 0);
    atLeast("width of an attachment", attachment.width(), 1);
    atLeast("height of an attachment", attachment.height(), 1);
    Duration duration = attachment.duration();
    if (duration != null && duration.isNegative()) {
      throw new InvalidInputException("The duration of an attachment is negative");
    }
    if (duration != null && duration.compareTo(Limits.LONGEST_LIFETIME) > 0) {
      throw new InvalidInputException("The duration of an attachment is longer than 36,500 days");
    }
  }

  static void data(Map<String, String> data, int maxBytes) {
    int bytes = 0;
    for (Map.Entry<String, String> entry : data.entrySet()) {
      TextRules.visible(() -> "name of a string in data", entry.getKey());
      TextRules.wellFormed(() -> "value of a string in data", entry.getValue());
      bytes += Utf8.length(entry.getKey()) + Utf8.length(entry.getValue());
    }
    TextRules.bytes(() -> "data", bytes, maxBytes);
  }

  private static void atMost(String what, int number, int most) {
    if (number > most) {
      throw new InvalidInputException(
          "The message has " + number + " " + what + "; at most " + most + " are allowed");
    }
  }

  private static void atLeast(String what, @Nullable Number value, long least) {
    if (value != null && value.longValue() < least) {
      throw new InvalidInputException("The " + what + " is " + value + "; at least " + least);
    }
  }
}
