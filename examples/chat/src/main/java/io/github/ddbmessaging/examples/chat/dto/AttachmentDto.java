package io.github.ddbmessaging.examples.chat.dto;

import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * A file of a message.
 *
 * @param name its name
 * @param type its type, as its content says
 * @param size its length in bytes
 * @param url where members fetch it
 * @param width of an image, if known
 * @param height of an image, if known
 */
public record AttachmentDto(
    String name,
    String type,
    long size,
    String url,
    @Nullable Integer width,
    @Nullable Integer height) {

  static List<AttachmentDto> of(Message message) {
    return message.content().attachments().stream()
        .map(
            file ->
                new AttachmentDto(
                    file.name(),
                    file.contentType(),
                    file.size(),
                    url(message, file),
                    file.width(),
                    file.height()))
        .toList();
  }

  /** The message is what says who may have the file; the name is for people who save it. */
  private static String url(Message message, Attachment file) {
    return "/api/groups/"
        + UriUtils.encodePathSegment(message.groupId(), StandardCharsets.UTF_8)
        + "/attachments/"
        + UriUtils.encodePathSegment(file.location(), StandardCharsets.UTF_8)
        + "/"
        + file.name().replaceAll("[^A-Za-z0-9.-]+", "_")
        + "?message="
        + message.ref();
  }
}
