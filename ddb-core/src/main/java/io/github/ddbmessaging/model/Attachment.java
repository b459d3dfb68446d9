package io.github.ddbmessaging.model;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file that belongs to a message. The file itself lies in a store of the
 * caller's; nothing here reads, writes or deletes it.
 *
 * @param name the file's name, 1 to {@link Limits#ATTACHMENT_NAME_LENGTH} code points
 * @param contentType as {@code image/png}, 1 to {@link Limits#CONTENT_TYPE_BYTES} bytes
 * @param size the file's length in bytes, zero or more
 * @param location where the caller finds it, a URL or a key: 1 to {@link Limits#LOCATION_BYTES}
 *     bytes, without control characters
 * @param width of an image or a video, in pixels, 1 or more, or null
 * @param height of an image or a video, in pixels, 1 or more, or null
 * @param duration of a recording, or null; kept to the millisecond
 */
public record Attachment(
    String name,
    String contentType,
    long size,
    String location,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Duration duration) {
  /**
   * Refuses null, save for dimensions and duration.
   *
   * @throws InvalidInputException if name, content type or location are null
   */
  public Attachment {
    InvalidInputException.requireGiven(name, "name of the attachment");
    InvalidInputException.requireGiven(contentType, "contentType of the attachment");
    InvalidInputException.requireGiven(location, "location of the attachment");
    duration = duration == null ? null : duration.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * A file without dimensions and duration.
   *
   * @param name its name
   * @param contentType as {@code text/plain}
   * @param size its length in bytes
   * @param location where the caller finds it
   * @return the attachment
   */
  public static Attachment of(String name, String contentType, long size, String location) {
    return new Attachment(name, contentType, size, location, null, null, null);
  }

  /**
   * An image or a video.
   *
   * @param newWidth in pixels
   * @param newHeight in pixels
   * @return a copy with these dimensions
   */
  public Attachment withDimensions(int newWidth, int newHeight) {
    return new Attachment(name, contentType, size, location, newWidth, newHeight, duration);
  }

  /**
   * A recording.
   *
   * @param newDuration how long it plays
   * @return a copy with that duration
   */
  public Attachment withDuration(Duration newDuration) {
    return new Attachment(name, contentType, size, location, width, height, newDuration);
  }

  /**
   * Type and size alone: name and location stay out of logs.
   *
   * @return a description without content
   */
  @Override
  public String toString() {
    return "Attachment[contentType=" + contentType + ", size=" + size + "]";
  }
}
