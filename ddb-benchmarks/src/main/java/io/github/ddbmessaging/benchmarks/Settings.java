package io.github.ddbmessaging.benchmarks;

import io.github.ddbmessaging.benchmarks.contender.Kind;
import io.github.ddbmessaging.benchmarks.cost.Case;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much is measured.
 *
 * @param kinds contenders whose units are counted
 * @param cases sizes of groups and messages
 * @param bursts messages of each burst
 * @param batches messages of a stream's batch
 * @param inboxes groups of the users whose inboxes are listed
 * @param messages messages of the groups that are listed
 * @param conversations groups of the users whose groups are listed
 * @param reads how often each page is read
 * @param warmUp calls of each contender before those that are measured end to end
 * @param blocks blocks of calls end to end
 * @param calls calls of a block
 * @param rounds how often JMH runs
 * @param senders senders at once
 * @param sending how long they send
 * @param fixtures how many JVMs start each fixture
 */
record Settings(
    List<Kind> kinds,
    List<Case> cases,
    List<Integer> bursts,
    List<Integer> batches,
    List<Integer> inboxes,
    List<Integer> messages,
    List<Integer> conversations,
    int reads,
    int warmUp,
    int blocks,
    int calls,
    int rounds,
    List<Integer> senders,
    Duration sending,
    int fixtures) {

  /** All of it, with listings of up to that many messages. */
  static Settings full(int longest) {
    return new Settings(
        List.of(Kind.values()),
        Case.ALL,
        List.of(100, 10_000),
        List.of(10, 1_000),
        List.of(20, 200, 2_000),
        powersOfTen(100, longest),
        powersOfTen(10, 10_000),
        200,
        50_000,
        20,
        50,
        1,
        List.of(1, 2, 4, 8, 16),
        Duration.ofSeconds(4),
        3);
  }

  private static List<Integer> powersOfTen(int first, int last) {
    return IntStream.iterate(first, n -> n <= last, n -> 10 * n).boxed().toList();
  }
}
