package io.github.ddbmessaging.model;

import org.jspecify.annotations.Nullable;

/**
 * What a message is to say from now on.
 *
 * @param content the whole new content. {@code message.content().withText(…)} keeps mentions,
 *     attachments and data
 * @param revision the revision that the editor saw, or null to edit whichever there is
 */
public record MessageEdit(MessageContent content, @Nullable Long revision) {
  /**
   * Refuses null content.
   *
   * @throws InvalidInputException if the content is null
   */
  public MessageEdit {
    InvalidInputException.requireGiven(content, "content");
  }

  /**
   * An edit to a text and nothing else.
   *
   * @param text the new text
   * @return the edit
   */
  public static MessageEdit ofText(String text) {
    return of(MessageContent.ofText(text));
  }

  /**
   * An edit of any content.
   *
   * @param content the whole new content
   * @return the edit
   */
  public static MessageEdit of(MessageContent content) {
    return new MessageEdit(content, null);
  }

  /**
   * Edits the message only if nobody changed it since it was seen.
   *
   * @param seen the revision that the editor saw, {@link MessageStatus#revision()}
   * @return a copy
   */
  public MessageEdit ifRevision(long seen) {
    return new MessageEdit(content, seen);
  }

  /**
   * The revision alone: content stays out of logs.
   *
   * @return a description without content
   */
  @Override
  public String toString() {
    return "MessageEdit[revision=" + revision + "]";
  }
}
