package io.github.ddbmessaging.spring.guide;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import org.springframework.stereotype.Service;

@Service
class Chat {
  private final MessagingStore store;

  Chat(MessagingStore store) {
    this.store = store;
  }

  Sent greet(User from, User to) {
    return store
        .actingAs(from.id())
        .createGroup(NewGroup.direct(from, to), NewMessage.from(from.id(), "Hi!"));
  }
}
