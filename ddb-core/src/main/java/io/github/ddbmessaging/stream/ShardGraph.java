package io.github.ddbmessaging.stream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * Which shards of a stream there are, and which may be read: those whose parent has been read to
 * its end, or is no longer there. So the records of one item are always read in order. Pure, but
 * for its own state; used by one thread.
 */
final class ShardGraph {
  private final Map<String, Shard> shards = new LinkedHashMap<>();
  private final Set<String> unfinished = new LinkedHashSet<>();

  /**
   * Takes what the stream is made of now. Finished shards that are gone are forgotten.
   *
   * @return the shards that are gone and were not finished, each time until they are
   */
  List<String> describe(List<Shard> described) {
    List<String> ids = described.stream().map(Shard::shardId).toList();
    ids.stream().filter(id -> !shards.containsKey(id)).forEach(unfinished::add);
    shards.clear();
    described.forEach(shard -> shards.put(shard.shardId(), shard));
    return unfinished.stream().filter(id -> !shards.containsKey(id)).toList();
  }

  /** Takes it that nothing more is to be read in a shard. */
  void finish(String shardId) {
    unfinished.remove(shardId);
  }

  /** The shards that may be read now, parents of others first. */
  List<String> readable() {
    List<String> readable = new ArrayList<>();
    for (Shard shard : shards.values()) {
      if (unfinished.contains(shard.shardId()) && isParentDone(shard)) {
        readable.add(shard.shardId());
      }
    }
    return readable;
  }

  /** Whether a shard has been read to its end, and what follows it was not described yet. */
  boolean awaitsChildren() {
    Set<String> childless = new HashSet<>(shards.keySet());
    childless.removeAll(unfinished);
    shards.values().forEach(shard -> childless.remove(shard.parentShardId()));
    return !childless.isEmpty();
  }

  /** The parent of a described shard, if it is no longer there. */
  Optional<String> missingParent(String shardId) {
    return Optional.ofNullable(shards.get(shardId))
        .map(Shard::parentShardId)
        .filter(parent -> !shards.containsKey(parent));
  }

  private boolean isParentDone(Shard shard) {
    String parent = shard.parentShardId();
    return parent == null || !shards.containsKey(parent) || !unfinished.contains(parent);
  }
}
