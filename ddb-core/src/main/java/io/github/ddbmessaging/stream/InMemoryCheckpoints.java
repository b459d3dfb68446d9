package io.github.ddbmessaging.stream;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Checkpoints that last as long as the object. Safe for use by many threads. */
public final class InMemoryCheckpoints implements Checkpoints {
  private final Map<String, String> positions = new ConcurrentHashMap<>();

  /** Nothing has been processed yet. */
  public InMemoryCheckpoints() {}

  @Override
  public Optional<String> find(String shardId) {
    return Optional.ofNullable(positions.get(shardId));
  }

  @Override
  public void save(String shardId, String position) {
    positions.put(shardId, position);
  }
}
