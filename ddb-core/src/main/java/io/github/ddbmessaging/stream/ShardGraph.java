package io.github.ddbmessaging.stream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * Which shards of a stream there are, and which may be read: those whose parent has been read to
 * its end, or is no longer there. So the records of one item are always read in order. Pure, but
 * for its own state; used by one thread.
 */
final class ShardGraph {
  private final Map<String, Shard> shards = new LinkedHashMap<>();
  private final Set<String> finished = new HashSet<>();

  /** Takes what the stream is made of now. Shards that are gone are forgotten. */
  void describe(List<Shard> described) {
    shards.clear();
    described.forEach(shard -> shards.put(shard.shardId(), shard));
    finished.retainAll(shards.keySet());
  }

  void finish(String shardId) {
    finished.add(shardId);
  }

  /** The shards that may be read now, parents of others first. */
  List<String> readable() {
    List<String> readable = new ArrayList<>();
    for (Shard shard : shards.values()) {
      if (!finished.contains(shard.shardId()) && isParentDone(shard)) {
        readable.add(shard.shardId());
      }
    }
    return readable;
  }

  /** Whether a shard has been read to its end, and what follows it was not described yet. */
  boolean awaitsChildren() {
    Set<String> childless = new HashSet<>(finished);
    shards.values().forEach(shard -> childless.remove(shard.parentShardId()));
    return !childless.isEmpty();
  }

  private boolean isParentDone(Shard shard) {
    String parent = shard.parentShardId();
    return parent == null || !shards.containsKey(parent) || finished.contains(parent);
  }
}
