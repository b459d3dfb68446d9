package io.github.ddbmessaging.testing;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the engine's threads: named after it, and none of them keeps the JVM alive. */
final class DaemonThreads implements ThreadFactory {

  static final String NAME_PREFIX = "local-dynamodb-";

  private final String purpose;
  private final AtomicInteger count = new AtomicInteger();

  DaemonThreads(String purpose) {
    this.purpose = purpose;
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, NAME_PREFIX + purpose + '-' + count.incrementAndGet());
    thread.setDaemon(true);
    // Not the caller's, which may be null, or know nothing of the engine.
    thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
    return thread;
  }
}
