package io.github.ddbmessaging.examples.chat.live;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A bean of another {@link Fanout} takes the place of this one. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {
  @Bean
  @ConditionalOnMissingBean
  Fanout fanout() {
    return new LocalFanout();
  }
}
