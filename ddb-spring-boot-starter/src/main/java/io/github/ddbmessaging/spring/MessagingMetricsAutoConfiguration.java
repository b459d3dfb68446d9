package io.github.ddbmessaging.spring;

import io.github.ddbmessaging.micrometer.MicrometerListener;
import io.github.ddbmessaging.model.CallListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Metrics and traces of each call, if the application has a {@link MeterRegistry}. */
@AutoConfiguration(
    before = MessagingAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
    })
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnSwitch
public final class MessagingMetricsAutoConfiguration {
  MessagingMetricsAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean(CallListener.class)
  MicrometerListener messagingMicrometerListener(
      MeterRegistry meters, ObjectProvider<ObservationRegistry> observations) {
    ObservationRegistry registry = observations.getIfAvailable();
    return registry == null
        ? MicrometerListener.of(meters)
        : MicrometerListener.of(meters, registry);
  }
}
