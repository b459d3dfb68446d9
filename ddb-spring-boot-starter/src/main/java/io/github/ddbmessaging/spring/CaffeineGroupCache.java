package io.github.ddbmessaging.spring;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ddbmessaging.model.GroupCache;
import io.github.ddbmessaging.model.MessageGroup;
import java.time.Duration;
import java.util.Optional;

/** Keeps the newest that was seen of each group, in memory. */
final class CaffeineGroupCache implements GroupCache {
  private final Cache<String, MessageGroup> groups;

  CaffeineGroupCache(int maximumSize, Duration expireAfterWrite) {
    groups =
        Caffeine.newBuilder().maximumSize(maximumSize).expireAfterWrite(expireAfterWrite).build();
  }

  @Override
  public Optional<MessageGroup> find(String groupId) {
    return Optional.ofNullable(groups.getIfPresent(groupId));
  }

  @Override
  public void put(MessageGroup group) {
    groups.asMap().merge(group.id(), group, CaffeineGroupCache::newer);
  }

  private static MessageGroup newer(MessageGroup kept, MessageGroup put) {
    return put.version() >= kept.version() ? put : kept;
  }
}
