package io.github.ddbmessaging.stream;

import io.github.ddbmessaging.stream.ShardReader.Progress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The shards of a stream, read in rounds, each after its parent. Used by one thread. */
final class Shards {
  private final StreamRequests requests;
  private final RecordHandler handler;
  private final Checkpoints checkpoints;
  private final TrimAlarm alarm;
  private final ShardGraph graph = new ShardGraph();
  private final Map<String, ShardReader> readers = new HashMap<>();
  private boolean isGraphOld = true;

  Shards(
      StreamRequests requests,
      RecordHandler handler,
      Checkpoints checkpoints,
      Consumer<String> onTrimmed) {
    this.requests = requests;
    this.handler = handler;
    this.checkpoints = checkpoints;
    this.alarm = new TrimAlarm(checkpoints, onTrimmed);
  }

  /**
   * Reads one batch of every shard that may be read now; one that fails does not stop the others.
   *
   * @param isOver whether to stop
   * @param isDue whether to read a shard in this round
   * @param onFailure told what a shard failed with
   * @return what was read of which shard
   */
  Map<String, Progress> round(
      BooleanSupplier isOver, Predicate<String> isDue, Consumer<RuntimeException> onFailure) {
    if (isGraphOld) {
      describe(onFailure);
    }
    Map<String, Progress> brought = new LinkedHashMap<>();
    for (String shardId : graph.readable()) {
      if (!isOver.getAsBoolean() && isDue.test(shardId)) {
        try {
          brought.put(shardId, read(shardId));
        } catch (RuntimeException e) {
          brought.put(shardId, Progress.FAILED);
          readers.remove(shardId);
          onFailure.accept(e);
        }
      }
    }
    isGraphOld =
        !brought.containsValue(Progress.MOVED)
            || brought.containsValue(Progress.FINISHED)
            || graph.awaitsChildren();
    return brought;
  }

  /** A shard whose loss can't be told now stays as it is, and is told of later. */
  private void describe(Consumer<RuntimeException> onFailure) {
    for (String vanished : graph.describe(requests.shards())) {
      try {
        alarm.vanished(vanished);
        readers.remove(vanished);
        graph.finish(vanished);
      } catch (RuntimeException e) {
        onFailure.accept(e);
      }
    }
  }

  private Progress read(String shardId) {
    Progress progress = readers.computeIfAbsent(shardId, this::reader).readOnce();
    if (progress == Progress.FINISHED) {
      graph.finish(shardId);
      readers.remove(shardId);
    }
    return progress;
  }

  private ShardReader reader(String shardId) {
    ShardReader reader = new ShardReader(requests, shardId, checkpoints, handler, alarm);
    if (reader.isUnbegun()) {
      graph.missingParent(shardId).ifPresent(alarm::begunWithoutParent);
    }
    return reader;
  }
}
