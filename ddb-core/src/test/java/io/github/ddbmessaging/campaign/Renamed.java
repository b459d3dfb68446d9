package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.User;

/** Messages whatever the names of their senders are by now. */
final class Renamed {
  private Renamed() {}

  /** Whether two messages differ in nothing but the names of their sender. */
  static boolean isSame(Message one, Message other) {
    return withoutNames(one).equals(withoutNames(other));
  }

  private static Message withoutNames(Message message) {
    String id = message.sender().id();
    return message.withSender(new User(id, id, id));
  }
}
