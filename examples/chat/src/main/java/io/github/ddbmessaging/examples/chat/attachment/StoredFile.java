package io.github.ddbmessaging.examples.chat.attachment;

import io.github.ddbmessaging.model.Attachment;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file.
 *
 * @param id names it; its file is called so
 * @param groupId in which group it may be sent
 * @param uploader who may send it
 * @param name what to show
 * @param type as {@code image/png}
 * @param size its length in bytes
 * @param width of an image, if known
 * @param height of an image, if known
 */
record StoredFile(
    UUID id,
    String groupId,
    UUID uploader,
    String name,
    String type,
    long size,
    @Nullable Integer width,
    @Nullable Integer height) {

  Attachment attachment() {
    Attachment file = Attachment.of(name, type, size, id.toString());
    return width == null || height == null ? file : file.withDimensions(width, height);
  }

  /** Id and size alone: names stay out of logs. */
  @Override
  public String toString() {
    return "StoredFile[id=" + id + ", size=" + size + "]";
  }
}
