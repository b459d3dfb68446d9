package io.github.ddbmessaging.stream;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Judges whether records were trimmed before they were read, and tells the listener: of a shard
 * that is gone as a whole, once. Used by one thread.
 */
final class TrimAlarm {
  private final Checkpoints checkpoints;
  private final Consumer<String> onTrimmed;
  private final Set<String> toldGone = new HashSet<>();

  TrimAlarm(Checkpoints checkpoints, Consumer<String> onTrimmed) {
    this.checkpoints = checkpoints;
    this.onTrimmed = onTrimmed;
  }

  /** The next records of a shard were trimmed. That can happen to it again. */
  void recordsTrimmed(String shardId) {
    onTrimmed.accept(shardId);
  }

  /** A shard was trimmed as a whole before it was read to its end. */
  void shardTrimmed(String shardId) {
    if (!toldGone.contains(shardId)) {
      onTrimmed.accept(shardId);
      toldGone.add(shardId);
    }
  }

  /** A shard vanished before this poller read it to its end; another may have. */
  void vanished(String shardId) {
    if (checkpoints.find(shardId).filter(ShardReader.END::equals).isEmpty()) {
      shardTrimmed(shardId);
    }
  }

  /**
   * A shard is begun whose parent is gone. Where the parent has no checkpoint, nothing tells a
   * consumer that missed it from one that starts for the first time.
   */
  void begunWithoutParent(String parentId) {
    if (checkpoints
        .find(parentId)
        .filter(position -> !position.equals(ShardReader.END))
        .isPresent()) {
      shardTrimmed(parentId);
    }
  }
}
