package io.github.ddbmessaging.spring;

import io.github.ddbmessaging.MessagingTable;
import java.time.InstantSource;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The table's health, as the component "messaging", and in the readiness of the application; and
 * the poller's, as "messagingPoller".
 */
@AutoConfiguration(
    after = {MessagingAutoConfiguration.class, MessagingPollerAutoConfiguration.class},
    afterName =
        "org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration")
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("messaging")
@ConditionalOnSwitch
public final class MessagingHealthAutoConfiguration {
  MessagingHealthAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean(name = "messagingHealthIndicator")
  HealthIndicator messagingHealthIndicator(
      MessagingTable table, DdbMessagingProperties properties) {
    return new TableHealthIndicator(table, properties.requiredTableName(), InstantSource.system());
  }

  @Bean
  @ConditionalOnBean(PollerLifecycle.class)
  @ConditionalOnMissingBean(name = "messagingPollerHealthIndicator")
  HealthIndicator messagingPollerHealthIndicator(PollerLifecycle poller) {
    return new PollerHealthIndicator(poller);
  }

  /** After Spring Boot's own, which makes the group. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  @ConditionalOnClass(SecurityContext.class)
  @ConditionalOnSwitch("health.readiness")
  static HealthEndpointGroupsPostProcessor messagingReadinessGroup() {
    return new ReadinessGroup("messaging");
  }
}
