package io.github.ddbmessaging.spring.guide;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.spring.test.AutoConfigureLocalMessaging;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
@AutoConfigureLocalMessaging
class ChatTest {
  @Autowired Chat chat;
  @Autowired MessagingStore store;

  @Test
  void greet_isListed() {
    Sent sent = chat.greet(new User("ann", "Ann", "ann"), new User("bob", "Bob", "bob"));

    assertThat(store.listMessages(sent.group().id(), newestFirst(1)).items())
        .containsExactly(sent.message());
  }
}
