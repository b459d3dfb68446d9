package io.github.ddbmessaging.testing;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of an engine's clients. */
final class ClientThreads implements AutoCloseable {

  // A call after the end runs in the caller's thread, to hear from the transport that it is over.
  private final ExecutorService calls =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          new DaemonThreads("async"),
          (call, pool) -> call.run());
  private final ScheduledExecutorService retries =
      Executors.newSingleThreadScheduledExecutor(new DaemonThreads("retry"));

  /** What asynchronous calls run on. */
  ExecutorService calls() {
    return calls;
  }

  /** What waits between attempts and watches time-outs. */
  ScheduledExecutorService retries() {
    return retries;
  }

  @Override
  public void close() {
    calls.shutdown();
    retries.shutdownNow();
  }
}
