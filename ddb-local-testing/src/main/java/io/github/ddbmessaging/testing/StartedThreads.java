package io.github.ddbmessaging.testing;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tells which threads that keep the JVM alive were started since some time. */
final class StartedThreads {

  /** Of JUnit's own threads those that watch timeouts are started by a test and outlive it. */
  private static final String JUNIT_PREFIX = "junit-";

  private final Set<Thread> before;

  private StartedThreads(Set<Thread> before) {
    this.before = before;
  }

  static StartedThreads sinceNow() {
    Set<Thread> before = new HashSet<>();
    live().forEach(before::add);
    return new StartedThreads(before);
  }

  /**
   * Waits for the threads that were started since to end.
   *
   * @param allowed threads not to wait for
   * @param patience how long to wait for all of them together
   * @return those that did not end
   */
  List<Thread> unfinished(Predicate<? super Thread> allowed, Duration patience)
      throws InterruptedException {
    List<Thread> started =
        live()
            .filter(thread -> !before.contains(thread))
            .filter(thread -> !thread.isDaemon() && !thread.getName().startsWith(JUNIT_PREFIX))
            .filter(thread -> !allowed.test(thread))
            .toList();
    long deadline = System.nanoTime() + patience.toNanos();
    for (Thread thread : started) {
      TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
    }
    return started.stream().filter(Thread::isAlive).toList();
  }

  private static Stream<Thread> live() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads;
    int count;
    do {
      threads = new Thread[2 * root.activeCount() + 16];
      count = root.enumerate(threads);
      // A full array may have left some out.
    } while (count == threads.length);
    return Arrays.stream(threads).filter(Objects::nonNull);
  }
}
