package io.github.ddbmessaging.benchmarks.time;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Sends one message after the other until the time is over. */
final class Sender extends Thread {
  private final AsyncMessagingStore store;
  private final NewMessage message;
  private final Duration duration;
  private final List<Long> times = new ArrayList<>();
  private MessageGroup group;
  private int failed;

  Sender(AsyncMessagingStore store, MessageGroup group, int bytes, Duration duration) {
    this.store = store;
    this.group = group;
    this.message = NewMessage.from(group.members().get(0).id(), "x".repeat(bytes));
    this.duration = duration;
  }

  @Override
  public void run() {
    long end = System.nanoTime() + duration.toNanos();
    for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
      try {
        group = store.createMessage(group, message).join().group();
        times.add(System.nanoTime() - start);
      } catch (CompletionException e) {
        failed++;
      }
    }
  }

  /** Messages sent; read when it has ended. */
  int sent() {
    return times.size();
  }

  /** Sends that gave up; read when it has ended. */
  int failed() {
    return failed;
  }

  /** Starts all, and waits for their end. */
  static void runAll(List<Sender> senders) {
    senders.forEach(Thread::start);
    try {
      for (Sender sender : senders) {
        sender.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the senders ran", e);
    }
  }

  /** How long the sends took. */
  static double[] millis(List<Sender> senders) {
    return senders.stream()
        .flatMap(sender -> sender.times.stream())
        .mapToDouble(nanos -> nanos / 1e6)
        .toArray();
  }
}
