package io.github.ddbmessaging.stream;

import java.util.Optional;

/**
 * Remembers how far each shard of a stream has been processed, so that a poller can stop and start
 * again. Positions are opaque texts. A position is saved after the records up to it are done, so a
 * crash in between repeats records and never skips any.
 */
public interface Checkpoints {
  /**
   * Finds how far a shard has been processed.
   *
   * @param shardId which shard
   * @return the position saved last, or empty if there is none
   */
  Optional<String> find(String shardId);

  /**
   * Saves how far a shard has been processed.
   *
   * @param shardId which shard
   * @param position how far
   */
  void save(String shardId, String position);
}
