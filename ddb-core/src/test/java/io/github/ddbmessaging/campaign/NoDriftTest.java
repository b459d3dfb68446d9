package io.github.ddbmessaging.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Promise 12: what a user has not read is computed and never drifts. Many histories of a few
 * groups, each from a seed: messages sent both ways, edited, deleted and expired, members who come
 * and go, two devices of each user that mark messages as read and unread, wrong clocks, processes
 * that die and responses that are lost. In the end numbers and flags are what a count by hand says.
 * {@code -Dunread.histories} says how many; the campaign plays the same among everything else.
 */
class NoDriftTest {
  private static final int STEPS = 60;
  private static final int FEW = 300;

  private static final Map<Action, Integer> WEIGHTS =
      new EnumMap<>(
          Map.of(
              Action.SERVE, 30,
              Action.FAULT, 10,
              Action.CREATE, 3,
              Action.SEND, 20,
              Action.DELIVER, 6,
              Action.CHANGE, 8,
              Action.MEMBERS, 8,
              Action.MARK, 30,
              Action.SHOW, 10,
              Action.TICK, 6));

  private static final Map<Action, Integer> SELDOM =
      new EnumMap<>(
          Map.of(
              Action.EXPIRE, 3,
              Action.LEAP, 3,
              Action.ARRIVE_LATE, 3,
              Action.CRASH, 2,
              Action.REPEAT, 2));

  @Test
  void countUnread_afterAnyHistory_isWhatACountByHandSays() {
    int histories = Integer.getInteger("unread.histories", FEW);
    long seed = Long.getLong("unread.seed", new Random().nextLong());
    System.out.printf("%,d histories from seed %d%n", histories, seed);
    Run run = new Run(counts -> new NewGroups(Cluster.Settings.PLAIN, counts), NoDriftTest::weight);
    Counts counts = new Counts();

    assertThat(new Campaign(run, STEPS).play(seed, histories, counts, runs -> {})).isEmpty();

    System.out.println(counts);
  }

  private static int weight(Action action) {
    return WEIGHTS.getOrDefault(action, SELDOM.getOrDefault(action, 0));
  }
}
