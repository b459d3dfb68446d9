package io.github.ddbmessaging.examples.chat.live;

import java.util.Set;

/**
 * Something that happened, for some users.
 *
 * @param name its kind, as pages know it
 * @param recipients whose pages are told
 * @param data what they are told, to be written as JSON
 */
public record LiveEvent(String name, Set<String> recipients, Object data) {
  /** Copies the recipients. */
  public LiveEvent {
    recipients = Set.copyOf(recipients);
  }

  /** The kind alone: content stays out of logs. */
  @Override
  public String toString() {
    return "LiveEvent[name=" + name + "]";
  }
}
