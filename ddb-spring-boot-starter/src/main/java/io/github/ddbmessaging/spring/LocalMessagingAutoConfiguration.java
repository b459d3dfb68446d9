package io.github.ddbmessaging.spring;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * DynamoDB Local inside the application, with {@code ddb.messaging.local=true}. Its clients come
 * before those of the application: whoever asks for local must never reach a real table.
 */
@AutoConfiguration(
    before = MessagingAutoConfiguration.class,
    beforeName = "io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration")
@ConditionalOnClass(LocalDynamoDb.class)
@ConditionalOnSwitch(value = "local", byDefault = false)
public final class LocalMessagingAutoConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(LocalMessagingAutoConfiguration.class);
  private static final String CLIENT = "messagingLocalDynamoDbClient";
  private static final String ASYNC_CLIENT = "messagingLocalDynamoDbAsyncClient";
  private static final String STREAMS_CLIENT = "messagingLocalDynamoDbStreamsClient";
  private static final List<Class<?>> CLIENTS =
      List.of(DynamoDbClient.class, DynamoDbAsyncClient.class, DynamoDbStreamsClient.class);

  LocalMessagingAutoConfiguration() {}

  /** Of two primary clients Spring could take neither, so those of the application are none now. */
  @Bean
  static BeanFactoryPostProcessor messagingLocalClientsFirst() {
    List<String> ours = List.of(CLIENT, ASYNC_CLIENT, STREAMS_CLIENT);
    return beans -> {
      for (Class<?> type : CLIENTS) {
        for (String name : beans.getBeanNamesForType(type, true, false)) {
          if (!ours.contains(name) && beans.containsBeanDefinition(name)) {
            beans.getBeanDefinition(name).setPrimary(false);
          }
        }
      }
    };
  }

  @Bean
  @ConditionalOnMissingBean
  LocalDynamoDb messagingLocalDynamoDb() {
    LOG.warn("The messaging table is an embedded one: what is in it ends with the application");
    return LocalDynamoDb.start();
  }

  // The clients belong to the engine and end with it.

  @Bean(name = CLIENT, destroyMethod = "")
  @Primary
  DynamoDbClient messagingLocalDynamoDbClient(LocalDynamoDb dynamoDb) {
    return dynamoDb.client();
  }

  @Bean(name = ASYNC_CLIENT, destroyMethod = "")
  @Primary
  @Lazy
  DynamoDbAsyncClient messagingLocalDynamoDbAsyncClient(LocalDynamoDb dynamoDb) {
    return dynamoDb.asyncClient();
  }

  @Bean(name = STREAMS_CLIENT, destroyMethod = "")
  @Primary
  @Lazy
  DynamoDbStreamsClient messagingLocalDynamoDbStreamsClient(LocalDynamoDb dynamoDb) {
    return dynamoDb.streamsClient();
  }
}
