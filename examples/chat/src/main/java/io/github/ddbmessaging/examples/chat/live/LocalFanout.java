package io.github.ddbmessaging.examples.chat.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** For a service of one instance. */
public final class LocalFanout implements Fanout {
  private final List<Consumer<LiveEvent>> instances = new CopyOnWriteArrayList<>();

  @Override
  public synchronized void publish(LiveEvent event) {
    instances.forEach(instance -> instance.accept(event));
  }

  @Override
  public void subscribe(Consumer<LiveEvent> instance) {
    instances.add(instance);
  }
}
