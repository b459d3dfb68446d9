package io.github.ddbmessaging.testing;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

  /** Those that were started since and still run, but for the allowed ones. */
  List<Thread> running(Predicate<? super Thread> allowed) {
    return live()
        .filter(thread -> !before.contains(thread))
        .filter(thread -> !thread.isDaemon() && !thread.getName().startsWith(JUNIT_PREFIX))
        .filter(thread -> !allowed.test(thread))
        .toList();
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
