package io.github.ddbmessaging.model;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a message says: all of it that its sender can write anew.
 *
 * @param text not blank, unless there is an attachment; at most {@link Limits#DEFAULT_TEXT_LENGTH}
 *     code points unless the store allows more
 * @param mentions the ids of the users it mentions, at most {@link Limits#MENTIONS}, sorted
 * @param attachments at most {@link Limits#ATTACHMENTS}, in the sender's order
 * @param data the caller's own strings, names and values together at most {@link Limits#DATA_BYTES}
 *     bytes, sorted by name
 */
public record MessageContent(
    String text, Set<String> mentions, List<Attachment> attachments, Map<String, String> data) {
  /** Of a deleted message. */
  public static final MessageContent EMPTY = ofText("");

  /**
   * Copies the collections.
   *
   * @throws InvalidInputException if anything is null
   */
  public MessageContent {
    InvalidInputException.requireGiven(text, "text");
    mentions = Collections.unmodifiableSet(new TreeSet<>(withoutNull(mentions, "mentions")));
    attachments = List.copyOf(withoutNull(attachments, "attachments"));
    InvalidInputException.requireGiven(data, "data");
    withoutNull(data.keySet(), "data");
    withoutNull(data.values(), "data");
    data = Collections.unmodifiableMap(new TreeMap<>(data));
  }

  private static <C extends Collection<?>> C withoutNull(C values, String name) {
    InvalidInputException.requireGiven(values, name);
    values.forEach(value -> InvalidInputException.requireGiven(value, "value of " + name));
    return values;
  }

  /**
   * Content that is a text and nothing else.
   *
   * @param text the text
   * @return the content
   */
  public static MessageContent ofText(String text) {
    return new MessageContent(text, Set.of(), List.of(), Map.of());
  }

  /**
   * Says something else.
   *
   * @param newText the text
   * @return a copy with this text, and the same mentions, attachments and data
   */
  public MessageContent withText(String newText) {
    return new MessageContent(newText, mentions, attachments, data);
  }

  /**
   * Mentions users: their rows say so while they show the message.
   *
   * @param userIds whom
   * @return a copy with these mentions alone
   */
  public MessageContent withMentions(Collection<String> userIds) {
    return new MessageContent(text, new HashSet<>(userIds), attachments, data);
  }

  /**
   * Attaches files.
   *
   * @param files what is known of them
   * @return a copy with these attachments alone
   */
  public MessageContent withAttachments(List<Attachment> files) {
    return new MessageContent(text, mentions, files, data);
  }

  /**
   * Adds strings of the caller's own, which the library only keeps.
   *
   * @param strings by name
   * @return a copy with this data alone
   */
  public MessageContent withData(Map<String, String> strings) {
    return new MessageContent(text, mentions, attachments, strings);
  }

  /**
   * The numbers alone: content stays out of logs.
   *
   * @return a description without content
   */
  @Override
  public String toString() {
    return "MessageContent[mentions="
        + mentions.size()
        + ", attachments="
        + attachments.size()
        + ", data="
        + data.size()
        + "]";
  }
}
