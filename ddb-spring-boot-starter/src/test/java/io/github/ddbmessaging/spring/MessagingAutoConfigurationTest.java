package io.github.ddbmessaging.spring;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static org.assertj.core.api.Assertions.assertThat;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import io.github.ddbmessaging.AsyncMessagingAdmin;
import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.context.ApplicationContext;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class MessagingAutoConfigurationTest {
  private static final LocalDynamoDb ENGINE = LocalDynamoDb.start();

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @Test
  void beans_whenLocal_workOnOneTable() {
    Contexts.local()
        .run(
            context -> {
              MessageRef sent =
                  Contexts.send(context.getBean(MessagingStore.class)).message().ref();

              assertThat(newestOf(context)).isEqualTo(sent);
              assertThat(context.getBean(MessagingAdmin.class).check(TableScan.withPageSize(100)))
                  .allSatisfy(report -> assertThat(report.findings()).isEmpty());
              assertThat(context.getBean(AsyncMessagingAdmin.class)).isNotNull();
              assertThat(context.getBean(MessagingTable.class).check(TableSettings.onDemand()))
                  .isEmpty();
            });
  }

  /** Never a table of AWS because of the word. */
  @Test
  void clients_whenLocalIsOn_areLocal() {
    Contexts.starter()
        .withPropertyValues("ddb.messaging.local=on", "ddb.messaging.client.region=eu-west-1")
        .run(
            context ->
                assertThat(context.getBean(DynamoDbClient.class))
                    .isSameAs(context.getBean(LocalDynamoDb.class).client()));
  }

  @Test
  void clients_whenLocal_comeBeforeThoseOfTheApplication() {
    Contexts.local()
        .withBean(
            "theirs",
            DynamoDbClient.class,
            () -> DynamoDbClient.builder().region(Region.EU_WEST_1).build())
        .run(
            context ->
                assertThat(context.getBean(DynamoDbClient.class))
                    .isSameAs(context.getBean(LocalDynamoDb.class).client()));
  }

  @Test
  void clients_whenLocal_comeBeforePrimaryOnesOfTheApplication() {
    Contexts.local()
        .withBean(
            "theirs",
            DynamoDbClient.class,
            () -> DynamoDbClient.builder().region(Region.EU_WEST_1).build(),
            definition -> definition.setPrimary(true))
        .withBean(
            "theirsAsync",
            DynamoDbAsyncClient.class,
            () -> DynamoDbAsyncClient.builder().region(Region.EU_WEST_1).build(),
            definition -> definition.setPrimary(true))
        .run(
            context -> {
              LocalDynamoDb local = context.getBean(LocalDynamoDb.class);

              assertThat(context.getBean(DynamoDbClient.class)).isSameAs(local.client());
              assertThat(context.getBean(DynamoDbAsyncClient.class)).isSameAs(local.asyncClient());
              assertThat(Contexts.send(context.getBean(MessagingStore.class))).isNotNull();
            });
  }

  @Test
  void clients_whenLocal_comeBeforeOnesThatAreRegisteredAsTheyAre() {
    Contexts.local()
        .withInitializer(
            context -> context.getBeanFactory().registerSingleton("theirs", ENGINE.client()))
        .run(
            context ->
                assertThat(context.getBean(DynamoDbClient.class))
                    .isSameAs(context.getBean(LocalDynamoDb.class).client()));
  }

  @Test
  void beans_whenThereIsNoClient_useOneOfTheirOwn() {
    Contexts.over(ENGINE.endpoint())
        .run(
            context -> {
              MessageRef sent =
                  Contexts.send(context.getBean(MessagingStore.class)).message().ref();

              assertThat(newestOf(context)).isEqualTo(sent);
              assertThat(
                      context
                          .getBean(DynamoDbAsyncClient.class)
                          .serviceClientConfiguration()
                          .overrideConfiguration())
                  .satisfies(
                      calls -> {
                        assertThat(calls.apiCallTimeout()).contains(Duration.ofSeconds(3));
                        assertThat(calls.apiCallAttemptTimeout()).contains(Duration.ofSeconds(1));
                      });
            });
  }

  @Test
  void asyncBeans_untilTheyAreAskedFor_areNotMade() {
    Contexts.local()
        .run(
            context -> {
              String[] made =
                  context
                      .getBeanFactory()
                      .getBeanNamesForType(AsyncMessagingStore.class, true, false);

              assertThat(made)
                  .singleElement()
                  .satisfies(
                      name ->
                          assertThat(context.getBeanFactory().containsSingleton(name)).isFalse());
            });
  }

  @Test
  void syncClient_whenThereIsOnlyAnAsyncOne_goesWhereThatGoes() {
    Contexts.starter()
        .withPropertyValues("ddb.messaging.table-name=messages")
        .withBean(
            DynamoDbAsyncClient.class,
            () ->
                DynamoDbAsyncClient.builder()
                    .region(Region.EU_WEST_1)
                    .endpointOverride(ENGINE.endpoint())
                    .build())
        .run(
            context ->
                assertThat(
                        context
                            .getBean(DynamoDbClient.class)
                            .serviceClientConfiguration()
                            .endpointOverride())
                    .contains(ENGINE.endpoint()));
  }

  @Test
  void beans_withSpringCloudAws_useItsClient() {
    Contexts.starter()
        .withConfiguration(
            AutoConfigurations.of(
                AwsAutoConfiguration.class,
                CredentialsProviderAutoConfiguration.class,
                RegionProviderAutoConfiguration.class,
                DynamoDbAutoConfiguration.class))
        .withPropertyValues(
            "spring.cloud.aws.region.static=eu-central-1",
            "spring.cloud.aws.dynamodb.endpoint=" + ENGINE.endpoint(),
            "ddb.messaging.table-name=with-spring-cloud",
            "ddb.messaging.table.on-start=create")
        .run(
            context -> {
              MessageRef sent =
                  Contexts.send(context.getBean(MessagingStore.class)).message().ref();

              assertThat(context).doesNotHaveBean("messagingDynamoDbClient");
              assertThat(newestOf(context)).isEqualTo(sent);
            });
  }

  @Test
  void store_whenTheApplicationHasOne_isThat() {
    MessagingStore theirs =
        MessagingStore.builder().client(ENGINE.client()).tableName("theirs").build();
    Contexts.local()
        .withBean(MessagingStore.class, () -> theirs)
        .run(context -> assertThat(context.getBean(MessagingStore.class)).isSameAs(theirs));
  }

  @Test
  void properties_andCustomizers_setUpTheStores() {
    Instant then = Instant.parse("2026-11-21T10:00:00Z");
    Contexts.local()
        .withPropertyValues(
            "ddb.messaging.message-lifetime=90d",
            "ddb.messaging.max-text-length=3",
            "ddb.messaging.table.deletion-protection=true")
        .withBean(
            MessagingBuilderCustomizer.class,
            () -> builder -> builder.clock(Clock.fixed(then, ZoneOffset.UTC)))
        .withBean(StoreBuilderCustomizer.class, () -> builder -> builder.maxTextLength(6))
        .run(
            context -> {
              assertThat(Contexts.send(context.getBean(MessagingStore.class)).message())
                  .satisfies(
                      message -> {
                        assertThat(message.createdAt()).isEqualTo(then);
                        assertThat(message.status().expiresAt())
                            .isEqualTo(then.plus(Duration.ofDays(90)));
                      });
              assertThat(
                      context
                          .getBean(MessagingTable.class)
                          .check(TableSettings.onDemand().withDeletionProtection(true)))
                  .isEmpty();
            });
  }

  @Test
  void calls_whenThereIsAMeterRegistry_areTimed() {
    Contexts.local()
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .run(
            context -> {
              Contexts.send(context.getBean(MessagingStore.class));

              assertThat(
                      context
                          .getBean(MeterRegistry.class)
                          .get("ddb.messaging.calls")
                          .tags("operation", "createGroup", "table", "messages")
                          .timer()
                          .count())
                  .isEqualTo(1);
            });
  }

  @Test
  void calls_whenThereIsAnObservationRegistry_areObserved() {
    ObservationRegistry observations = ObservationRegistry.create();
    Started started = new Started();
    observations.observationConfig().observationHandler(started);
    Contexts.local()
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .withBean(ObservationRegistry.class, () -> observations)
        .run(
            context -> {
              Contexts.send(context.getBean(MessagingStore.class));

              assertThat(started.names).containsExactly("messaging createGroup");
            });
  }

  @Test
  void beans_whenDisabled_areAbsent() {
    Contexts.starter()
        .withPropertyValues("ddb.messaging.enabled=false", "ddb.messaging.poller.enabled=true")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context).doesNotHaveBean(MessagingStore.class);
              assertThat(context).doesNotHaveBean(DynamoDbClient.class);
            });
  }

  private static MessageRef newestOf(ApplicationContext context) {
    Page<MessageGroupRow> rows =
        context.getBean(AsyncMessagingStore.class).listMessageGroups("bob", newestFirst(1)).join();
    return rows.items().get(0).lastMessage();
  }

  private static final class Started implements ObservationHandler<Observation.Context> {
    final List<String> names = new ArrayList<>();

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }

    @Override
    public void onStart(Observation.Context context) {
      names.add(context.getContextualName());
    }
  }
}
