package io.github.ddbmessaging.spring;

import io.github.ddbmessaging.AsyncMessagingAdmin;
import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingBuilder;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.StoreBuilder;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.GroupCache;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.TableSettings;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Stores and admins over the application's client, or one of their own, and the table at the start.
 * What is asynchronous is made when it is first asked for.
 */
@AutoConfiguration(afterName = "io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration")
@ConditionalOnSwitch
@EnableConfigurationProperties(DdbMessagingProperties.class)
public final class MessagingAutoConfiguration {
  private static final String OWN_CLIENT = "messagingDynamoDbClient";

  private final DdbMessagingProperties properties;

  MessagingAutoConfiguration(
      DdbMessagingProperties properties, BeanFactory beans, Environment environment) {
    this.properties = properties;
    new IdleSettings(environment).warn();
    if (properties.local()
        && !ClassUtils.isPresent("io.github.ddbmessaging.testing.LocalDynamoDb", null)) {
      throw DdbMessagingProperties.wrong(
          "local",
          "is true, but ddb-local-testing is not on the class path",
          "Add io.github.ddbmessaging:ddb-local-testing to the dependencies, or set it to false.");
    }
    if (properties.groupCache().enabled()
        && !ClassUtils.isPresent("com.github.benmanes.caffeine.cache.Caffeine", null)) {
      throw DdbMessagingProperties.wrong(
          "group-cache.enabled",
          "is true, but Caffeine is not on the class path",
          "Add com.github.ben-manes.caffeine:caffeine to the dependencies, or set it to false.");
    }
    String ofOwnClient = properties.client().firstSet();
    // A local table leaves aside what is set for another one.
    if (ofOwnClient != null && !properties.local() && !beans.containsBean(OWN_CLIENT)) {
      throw DdbMessagingProperties.wrong(
          ofOwnClient,
          "has no effect, because the application has a DynamoDB client already",
          "Remove it, and set up that client.");
    }
  }

  @Bean(OWN_CLIENT)
  @ConditionalOnMissingBean({DynamoDbClient.class, DynamoDbAsyncClient.class})
  DynamoDbClient messagingDynamoDbClient() {
    return Clients.own(properties.client());
  }

  @Bean
  @ConditionalOnMissingBean(DynamoDbClient.class)
  DynamoDbClient messagingDynamoDbClientLikeAsync(DynamoDbAsyncClient known) {
    return Clients.like(DynamoDbClient.builder(), known.serviceClientConfiguration());
  }

  @Bean
  @Lazy
  @ConditionalOnMissingBean
  DynamoDbAsyncClient messagingDynamoDbAsyncClient(DynamoDbClient known) {
    return Clients.like(DynamoDbAsyncClient.builder(), known.serviceClientConfiguration());
  }

  @Bean
  @ConditionalOnMissingBean
  MessagingTable messagingTable(DynamoDbClient client) {
    return MessagingTable.of(client, properties.requiredTableName());
  }

  @Bean
  @ConditionalOnMissingBean
  TableSettings messagingTableSettings() {
    return properties.table().settings();
  }

  @Bean
  TableAtStart messagingTableAtStart(MessagingTable table, TableSettings settings) {
    return new TableAtStart(
        table,
        properties.requiredTableName(),
        settings,
        properties.local() ? TableOnStart.CREATE : properties.table().onStart(),
        Clock.systemUTC());
  }

  @Bean
  CallsInFlight messagingCallsInFlight() {
    return new CallsInFlight();
  }

  @Bean
  Building messagingBuilding(
      CallsInFlight calls,
      ObjectProvider<CallListener> listener,
      ObjectProvider<GroupCache> groupCache,
      ObjectProvider<MessagingBuilderCustomizer> all,
      ObjectProvider<StoreBuilderCustomizer> stores) {
    return new Building(
        properties,
        calls.countingFor(listener.getIfAvailable()),
        groupCache.getIfAvailable(),
        all,
        stores);
  }

  @Bean
  @ConditionalOnMissingBean
  MessagingStore messagingStore(DynamoDbClient client, Building building, TableAtStart table) {
    return building.store(MessagingStore.builder().client(client)).build();
  }

  @Bean
  @Lazy
  @ConditionalOnMissingBean
  AsyncMessagingStore asyncMessagingStore(
      DynamoDbAsyncClient client, Building building, TableAtStart table) {
    return building.store(AsyncMessagingStore.builder().client(client)).build();
  }

  @Bean
  @ConditionalOnMissingBean
  MessagingAdmin messagingAdmin(DynamoDbClient client, Building building, TableAtStart table) {
    return building.any(MessagingAdmin.builder().client(client)).build();
  }

  @Bean
  @Lazy
  @ConditionalOnMissingBean
  AsyncMessagingAdmin asyncMessagingAdmin(
      DynamoDbAsyncClient client, Building building, TableAtStart table) {
    return building.any(AsyncMessagingAdmin.builder().client(client)).build();
  }

  /** What all stores and admins are built with. */
  record Building(
      DdbMessagingProperties properties,
      CallListener listener,
      @Nullable GroupCache groupCache,
      ObjectProvider<MessagingBuilderCustomizer> all,
      ObjectProvider<StoreBuilderCustomizer> stores) {

    <B extends MessagingBuilder<B>> B any(B builder) {
      B set =
          builder
              .tableName(properties.requiredTableName())
              .retries(RetrySettings.DEFAULT.withCallTimeout(properties.callTimeout()))
              .listener(listener);
      all.orderedStream().forEach(customizer -> customizer.customize(set));
      return set;
    }

    <B extends StoreBuilder<B>> B store(B builder) {
      B set =
          builder
              .sendMode(properties.sendMode())
              .idempotencyWindow(properties.idempotencyWindow())
              .maxTextLength(properties.maxTextLength());
      if (properties.messageLifetime() != null) {
        set.messageLifetime(properties.messageLifetime());
      }
      if (groupCache != null) {
        set.groupCache(groupCache);
      }
      any(set);
      stores.orderedStream().forEach(customizer -> customizer.customize(set));
      return set;
    }
  }
}
