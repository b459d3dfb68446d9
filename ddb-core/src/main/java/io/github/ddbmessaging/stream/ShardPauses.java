package io.github.ddbmessaging.stream;

import io.github.ddbmessaging.stream.ShardReader.Progress;
import java.util.HashMap;
import java.util.Map;

/**
 * Which shards to leave out of a round, since they failed or their records were left undone: for
 * more rounds each time, so that they are not asked in every one while others move. A round in
 * which no other moved ends all pauses, since the poller itself waits after it. Used by one thread.
 */
final class ShardPauses {
  /** About a second, at 10 ms a round. */
  private static final int MOST_ROUNDS = 64;

  private final Map<String, Pause> pauses = new HashMap<>();

  /**
   * A shard's pause.
   *
   * @param rounds how long it is
   * @param left how many of its rounds are still to come
   */
  private record Pause(int rounds, int left) {
    Pause shorter() {
      return new Pause(rounds, Math.max(0, left - 1));
    }

    Pause over() {
      return new Pause(rounds, 0);
    }

    Pause longer() {
      int twice = Math.min(2 * rounds, MOST_ROUNDS);
      return new Pause(twice, twice);
    }
  }

  /** Whether to read a shard in the next round. */
  boolean isOver(String shardId) {
    Pause pause = pauses.get(shardId);
    return pause == null || pause.left() == 0;
  }

  /**
   * Ends a round.
   *
   * @param round what was read of which shard
   * @param moved whether anything was processed
   */
  void after(Map<String, Progress> round, boolean moved) {
    pauses.replaceAll((shardId, pause) -> pause.shorter());
    round.forEach(
        (shardId, progress) -> {
          if (progress == Progress.FAILED || progress == Progress.NOT_DONE) {
            pauses.merge(shardId, new Pause(1, 1), (last, first) -> last.longer());
          } else {
            pauses.remove(shardId);
          }
        });
    if (!moved) {
      pauses.replaceAll((shardId, pause) -> pause.over());
    }
  }
}
