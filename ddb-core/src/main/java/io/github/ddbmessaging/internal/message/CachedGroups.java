package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.model.GroupCache;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.Sent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a caller's cache knows of groups. One that fails is as one that is empty.
 *
 * @param cache the cache, or null if the store has none
 */
record CachedGroups(@Nullable GroupCache cache) {
  private static final Logger LOG = LoggerFactory.getLogger(CachedGroups.class);

  Optional<MessageGroup> find(String groupId) {
    if (cache == null) {
      return Optional.empty();
    }
    try {
      return cache.find(groupId).filter(group -> group.id().equals(groupId));
    } catch (RuntimeException e) {
      LOG.warn("The group cache failed to find a group; its head is read", e);
      return Optional.empty();
    }
  }

  Sent keep(Sent sent) {
    if (cache != null) {
      try {
        cache.put(sent.group());
      } catch (RuntimeException e) {
        LOG.warn("The group cache failed to keep a group; the message was sent", e);
      }
    }
    return sent;
  }
}
