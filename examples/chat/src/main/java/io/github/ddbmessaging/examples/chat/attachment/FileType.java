package io.github.ddbmessaging.examples.chat.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a file is, told by its content alone: what its name and its sender say of it counts for
 * nothing. What is none of these is not taken.
 *
 * @param mediaType as {@code image/png}
 * @param image whether browsers show it in the page
 * @param width of an image, if known
 * @param height of an image, if known
 */
record FileType(
    String mediaType, boolean image, @Nullable Integer width, @Nullable Integer height) {
  private static final int LARGEST_SIDE = 20_000;

  static Optional<FileType> detect(byte[] content) {
    if (startsWith(content, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
      return image(content, "image/png");
    }
    if (startsWith(content, 0, 0xff, 0xd8, 0xff)) {
      return image(content, "image/jpeg");
    }
    if (startsWith(content, 0, 'G', 'I', 'F', '8')) {
      return image(content, "image/gif");
    }
    if (startsWith(content, 0, 'R', 'I', 'F', 'F') && startsWith(content, 8, 'W', 'E', 'B', 'P')) {
      // Java reads no WebP, so its size is not known here.
      return Optional.of(new FileType("image/webp", true, null, null));
    }
    if (startsWith(content, 0, '%', 'P', 'D', 'F', '-')) {
      return Optional.of(new FileType("application/pdf", false, null, null));
    }
    if (startsWith(content, 0, 'P', 'K', 3, 4)) {
      return Optional.of(new FileType("application/zip", false, null, null));
    }
    return isText(content)
        ? Optional.of(new FileType("text/plain", false, null, null))
        : Optional.empty();
  }

  /** Reads the header alone, so that no small file unpacks to a huge image here. */
  private static Optional<FileType> image(byte[] content, String mediaType) {
    try (ImageInputStream input =
        ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(input, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        return width > LARGEST_SIDE || height > LARGEST_SIDE
            ? Optional.empty()
            : Optional.of(new FileType(mediaType, true, width, height));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Readers throw all sorts of exceptions for what is no image after all.
      return Optional.empty();
    }
  }

  private static boolean isText(byte[] content) {
    for (byte one : content) {
      if (one >= 0 && one < ' ' && one != '\t' && one != '\n' && one != '\r' && one != '\f') {
        return false;
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean startsWith(byte[] content, int offset, int... bytes) {
    if (content.length < offset + bytes.length) {
      return false;
    }
    for (int at = 0; at < bytes.length; at++) {
      if ((content[offset + at] & 0xff) != bytes[at]) {
        return false;
      }
    }
    return true;
  }
}
