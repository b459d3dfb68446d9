package io.github.ddbmessaging.examples.chat.live;

import java.util.function.Consumer;

/**
 * Carries events to every instance of the service: one of them reads the table's stream, and pages
 * are open at all of them. Events may come more than once, and must come in order. Behind it, where
 * there are several instances, stands what has topics: Redis or Valkey, NATS, or SNS with a queue
 * for each instance. The default knows one instance.
 */
public interface Fanout {
  /**
   * Tells all instances.
   *
   * @param event what happened
   */
  void publish(LiveEvent event);

  /**
   * Asks to be told, from now on.
   *
   * @param instance called with each event, one at a time
   */
  void subscribe(Consumer<LiveEvent> instance);
}
