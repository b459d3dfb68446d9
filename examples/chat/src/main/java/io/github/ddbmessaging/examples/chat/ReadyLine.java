package io.github.ddbmessaging.examples.chat;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where the chat is, to whoever started it. */
@Component
class ReadyLine {
  @EventListener
  void print(ApplicationReadyEvent ready) {
    String port =
        ready.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
    System.out.println("The chat is at http://localhost:" + port + " until Ctrl-C");
  }
}
