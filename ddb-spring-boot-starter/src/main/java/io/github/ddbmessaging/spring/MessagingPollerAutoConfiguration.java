package io.github.ddbmessaging.spring;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.micrometer.ProjectionMetrics;
import io.github.ddbmessaging.stream.Checkpoints;
import io.github.ddbmessaging.stream.RecordHandler;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Follows the table's stream in the application, with {@code ddb.messaging.poller.enabled=true}.
 */
@AutoConfiguration(after = MessagingAutoConfiguration.class)
@ConditionalOnSwitch(value = "poller.enabled", byDefault = false)
public final class MessagingPollerAutoConfiguration {
  MessagingPollerAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  DynamoDbStreamsClient messagingDynamoDbStreamsClient(DynamoDbClient known) {
    return Clients.like(DynamoDbStreamsClient.builder(), known.serviceClientConfiguration());
  }

  @Bean
  @ConditionalOnMissingBean
  RecordHandler messagingRecordHandler(
      MessagingStore store,
      DdbMessagingProperties properties,
      ObjectProvider<MeterRegistry> meters) {
    MeterRegistry registry = meters.getIfAvailable();
    return new ProjectingHandler(
        store.projector(),
        registry == null ? null : new ProjectionMetrics(registry, properties.requiredTableName()));
  }

  @Bean
  PollerLifecycle messagingPoller(
      DynamoDbStreamsClient client,
      MessagingTable table,
      RecordHandler handler,
      DdbMessagingProperties properties,
      ObjectProvider<Checkpoints> checkpoints) {
    return new PollerLifecycle(
        client,
        () -> table.streamArn(),
        handler,
        checkpoints.getIfAvailable(),
        properties.poller().longestWait(),
        PollerLifecycle.LONGEST_STOP);
  }
}
