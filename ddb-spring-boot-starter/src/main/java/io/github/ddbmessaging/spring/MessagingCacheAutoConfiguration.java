package io.github.ddbmessaging.spring;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ddbmessaging.model.GroupCache;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * A cache of groups for sends by id, with {@code ddb.messaging.group-cache.enabled=true} and
 * Caffeine on the class path.
 */
@AutoConfiguration(before = MessagingAutoConfiguration.class)
@ConditionalOnClass(Caffeine.class)
@ConditionalOnSwitch(value = "group-cache.enabled", byDefault = false)
public final class MessagingCacheAutoConfiguration {
  MessagingCacheAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  GroupCache messagingGroupCache(DdbMessagingProperties properties) {
    return new CaffeineGroupCache(
        properties.groupCache().maximumSize(), properties.groupCache().expireAfterWrite());
  }
}
