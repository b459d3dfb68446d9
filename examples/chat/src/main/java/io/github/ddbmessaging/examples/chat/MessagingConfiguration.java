package io.github.ddbmessaging.examples.chat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.chat.live.StreamEvents;
import io.github.ddbmessaging.micrometer.ProjectionMetrics;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.stream.Checkpoints;
import io.github.ddbmessaging.stream.RecordHandler;
import io.github.ddbmessaging.stream.TableCheckpoints;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the service adds to the starter: the records of the stream go to the open pages before they
 * bring rows up to date.
 */
@Configuration(proxyBeanMethods = false)
class MessagingConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(MessagingConfiguration.class);

  private final String tableName;

  MessagingConfiguration(@Value("${ddb.messaging.table-name}") String tableName) {
    this.tableName = tableName;
  }

  @Bean
  RecordHandler recordHandler(StreamEvents events, MessagingStore store, MeterRegistry meters) {
    ProjectionMetrics metrics = new ProjectionMetrics(meters, tableName);
    return records -> {
      events.handle(records);
      ProjectionResult result = store.projector().project(records);
      result.rejected().forEach(rejected -> LOG.error("{}", rejected));
      return metrics.count(records, result).retryFrom();
    };
  }

  @Bean
  Checkpoints checkpoints(DynamoDbClient client) {
    return new TableCheckpoints(client, tableName, "chat");
  }
}
