package io.github.ddbmessaging.firstversion;

import io.github.ddbmessaging.model.Message;

/** What both versions read of a message. */
public record ListedMessage(String key, String senderId, String text) {

  /** What a present store has read. */
  public static ListedMessage of(Message message) {
    return new ListedMessage(message.sortKey().value(), message.sender().id(), message.text());
  }
}
