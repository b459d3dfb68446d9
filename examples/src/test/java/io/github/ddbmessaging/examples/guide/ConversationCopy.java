package io.github.ddbmessaging.examples.guide;

import io.github.ddbmessaging.examples.guide.Dtos.ChangesDto;
import io.github.ddbmessaging.examples.guide.Dtos.MessageDto;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a client keeps of a conversation. */
final class ConversationCopy {
  private final Map<String, MessageDto> messages = new HashMap<>();
  private String token;

  /** The token is taken first, and the page read after it. */
  ConversationCopy(String token, List<MessageDto> page) {
    this.token = token;
    page.forEach(this::put);
  }

  String token() {
    return token;
  }

  /** Returns whether there is more to ask for at once. */
  boolean apply(ChangesDto changes) {
    changes.messages().forEach(this::put);
    changes.purged().forEach(messages::remove);
    token = changes.next();
    return changes.more();
  }

  private void put(MessageDto message) {
    messages.merge(
        message.id(), message, (old, now) -> now.revision() >= old.revision() ? now : old);
  }

  Collection<MessageDto> messages() {
    return messages.values();
  }
}
