package io.github.ddbmessaging.spring.guide;

import io.github.ddbmessaging.spring.MessagingBuilderCustomizer;
import io.github.ddbmessaging.spring.StoreBuilderCustomizer;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of docs/spring-boot.md. */
@Configuration(proxyBeanMethods = false)
class ChatConfiguration {
  @Bean
  MessagingBuilderCustomizer ourClock() {
    return builder -> builder.clock(Clock.systemUTC());
  }

  @Bean
  StoreBuilderCustomizer longTexts() {
    return builder -> builder.maxTextLength(10_000);
  }
}
