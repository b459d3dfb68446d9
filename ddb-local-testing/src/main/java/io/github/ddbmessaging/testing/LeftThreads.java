package io.github.ddbmessaging.testing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The threads that the tests of a class have left running. They are leaks only if they still run
 * when the class has ended: a pool may belong to the class.
 *
 * <p>Safe for use by many threads.
 */
@SuppressWarnings("try") // JUnit closes it, no try statement does
final class LeftThreads implements JunitResource {

  /** A thread that was told to end needs a moment. Only a class that leaks one waits this long. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Map<Thread, String> tests = new LinkedHashMap<>();

  /** Notes what a test has left. */
  synchronized void add(String test, Collection<Thread> threads) {
    tests.keySet().removeIf(thread -> !thread.isAlive());
    threads.forEach(thread -> tests.putIfAbsent(thread, test));
  }

  /**
   * Waits for the threads to end.
   *
   * @throws AssertionError if one does not
   */
  @Override
  public synchronized void close() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Thread thread : tests.keySet()) {
      Uninterruptibly.await(
          () -> {
            TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
            return thread;
          });
    }
    tests.keySet().removeIf(thread -> !thread.isAlive());
    if (!tests.isEmpty()) {
      throw new AssertionError(
          leaks()
              + "; end it in the test, its @AfterEach or @AfterAll methods, or allow it with"
              + " allowThreads(...) of DynamoDbExtension.builder()");
    }
  }

  private String leaks() {
    Map<String, String> threads =
        tests.entrySet().stream()
            .collect(
                groupingBy(
                    Map.Entry::getValue,
                    LinkedHashMap::new,
                    mapping(
                        left -> "the running thread " + left.getKey().getName(), joining(", "))));
    return threads.entrySet().stream()
        .map(left -> left.getKey() + " leaves behind " + left.getValue())
        .collect(joining(", "));
  }
}
