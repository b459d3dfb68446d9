package io.github.ddbmessaging.benchmarks.cost;

import java.util.List;

/**
 * How large groups and messages are.
 *
 * @param members members of each group
 * @param bytes length of each text
 */
public record Case(int members, int bytes) {
  /** What is reported: small, middling and the largest groups; short, long and very long texts. */
  public static final List<Case> ALL =
      List.of(
          new Case(2, 200),
          new Case(2, 1_024),
          new Case(2, 4_096),
          new Case(10, 200),
          new Case(10, 1_024),
          new Case(10, 4_096),
          new Case(48, 200),
          new Case(48, 1_024),
          new Case(48, 4_096));
}
