package io.github.ddbmessaging.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.env.MockEnvironment;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Each wrong property ends the start with one line, and says what to do next. */
class WrongPropertiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          table-name=my table | ddb.messaging.table-name is "my table", which is no name of a table. | or the ARN of a table
          table-name=ab | ddb.messaging.table-name is "ab", which is no name of a table. | Use 3 to 255 letters
          table-name=arn:aws:s3:::messages | ddb.messaging.table-name is "arn:aws:s3:::messages", which is no name of a table. | or the ARN of a table
          message-lifetime=10ms | ddb.messaging.message-lifetime is out of bounds: | within these bounds
          idempotency-window=1m | ddb.messaging.idempotency-window is out of bounds: The idempotency window is PT1M; it can be 5 minutes to 3,650 days. | within these bounds
          max-text-length=0 | ddb.messaging.max-text-length is out of bounds: maxTextLength is 0; it can be 1 to 409600. | within these bounds
          call-timeout=2d | ddb.messaging.call-timeout is out of bounds: callTimeout is PT48H; it can be PT0.001S to PT24H. | within these bounds
          group-cache.maximum-size=0 | ddb.messaging.group-cache.maximum-size is 0. | Use 1 or more.
          group-cache.expire-after-write=1ms | ddb.messaging.group-cache.expire-after-write is PT0.001S. | Use 1s or more.
          poller.longest-wait=0s | ddb.messaging.poller.longest-wait is PT0S. | Use 1ms to 1d.
          poller.longest-wait=2d | ddb.messaging.poller.longest-wait is PT48H. | Use 1ms to 1d.
          client.region=Ireland | ddb.messaging.client.region is "Ireland", which is no Region. | such as eu-west-1
          client.endpoint=localhost:8000 | ddb.messaging.client.endpoint is "localhost:8000", which is no address. | http://localhost:8000
          client.endpoint=http://localhost:99999 | ddb.messaging.client.endpoint is "http://localhost:99999", which is no address. | http://localhost:8000
          client.api-call-timeout=0s | ddb.messaging.client.api-call-timeout is PT0S. | Use 1ms to 1d.
          client.api-call-timeout=2d | ddb.messaging.client.api-call-timeout is PT48H. | Use 1ms to 1d.
          client.api-call-attempt-timeout=-1s | ddb.messaging.client.api-call-attempt-timeout is PT-1S. | Use 1ms to 1d.
          send-mode=sometimes | ddb.messaging.send-mode is "sometimes" | Use transactional or streamed.
          table.on-start=drop | ddb.messaging.table.on-start is "drop" | Use none or validate or create.
          table.stream=maybe | ddb.messaging.table.stream is "maybe" | Use true or false.
          enabled=maybe | ddb.messaging.enabled is "maybe" | Use true or false.
          local=maybe | ddb.messaging.local is "maybe" | Use true or false.
          max-text-length=long | ddb.messaging.max-text-length is "long" | Use a whole number, at most 2147483647.
          max-text-length=99999999999 | ddb.messaging.max-text-length is "99999999999" | at most 2147483647.
          send-mode= | ddb.messaging.send-mode is empty | Give it a value, or remove it.
          call-timeout= | ddb.messaging.call-timeout is empty | Give it a value, or remove it.
          poller=true | ddb.messaging.poller is a group of properties and takes no value. | Set one of the group: ddb.messaging.poller.enabled or ddb.messaging.poller.longest-wait.
          call-timeout=soon | ddb.messaging.call-timeout is "soon" | Use a duration, such as 10s, 5m or 1d.
          client.endpoint=http://[ | ddb.messaging.client.endpoint is "http://[" | Use an address
          tabel-name=messages | There is no property ddb.messaging.tabel-name | Check the name
          """)
  void start_withAWrongValue_saysSoInOneLine(String property, String line, String advice) {
    assertAnalysis(
        Contexts.starter().withPropertyValues("ddb.messaging." + property), line, advice);
  }

  @Test
  void start_whenNoListCanFollowStreamedMessages_saysSo() {
    assertAnalysis(
        Contexts.starter()
            .withPropertyValues(
                "ddb.messaging.send-mode=streamed", "ddb.messaging.table.stream=false"),
        "ddb.messaging.send-mode is streamed, but ddb.messaging.table.stream is false.",
        "Let the table have its stream");
  }

  @Test
  void start_whenATryCanBeLongerThanItsRequest_saysSo() {
    assertAnalysis(
        Contexts.starter()
            .withPropertyValues(
                "ddb.messaging.client.api-call-timeout=2s",
                "ddb.messaging.client.api-call-attempt-timeout=3s"),
        "ddb.messaging.client.api-call-attempt-timeout is PT3S, which has no effect beside"
            + " ddb.messaging.client.api-call-timeout=PT2S.",
        "Let one try be shorter");
  }

  @Test
  void start_withoutATableName_saysSo() {
    assertAnalysis(
        Contexts.starter()
            .withPropertyValues(
                "ddb.messaging.client.region=eu-west-1", "ddb.messaging.table-name="),
        "ddb.messaging.table-name is missing.",
        "or set ddb.messaging.local=true for an embedded one.");
  }

  @Test
  void start_whenNoRegionIsFound_saysSo() {
    assertAnalysis(
        Contexts.starter().withPropertyValues("ddb.messaging.table-name=messages"),
        "ddb.messaging.client.region is missing, and the AWS SDK finds no Region.",
        "Set it or the environment variable AWS_REGION");
  }

  @ParameterizedTest
  @CsvSource({
    "client.region,eu-west-1",
    "client.endpoint,http://localhost:8000",
    "client.api-call-timeout,5s",
    "client.api-call-attempt-timeout,5s"
  })
  void start_whenAPropertyOfTheClientHasNoEffect_saysSo(String name, String value) {
    try (LocalDynamoDb engine = LocalDynamoDb.start()) {
      assertAnalysis(
          Contexts.starter()
              .withPropertyValues(
                  "ddb.messaging.table-name=messages", "ddb.messaging." + name + "=" + value)
              .withBean(DynamoDbClient.class, engine::client),
          "ddb.messaging." + name + " has no effect",
          "Remove it, and set up that client.");
    }
  }

  @Test
  void start_whenLocalWithoutTheFixture_saysWhatToAdd() {
    assertAnalysis(
        Contexts.local().withClassLoader(new FilteredClassLoader(LocalDynamoDb.class)),
        "ddb.messaging.local is true, but ddb-local-testing is not on the class path.",
        "Add io.github.ddbmessaging:ddb-local-testing");
  }

  @Test
  void start_whenThePollerHasNoStream_saysSo() {
    assertAnalysis(
        Contexts.local()
            .withPropertyValues(
                "ddb.messaging.poller.enabled=true", "ddb.messaging.table.stream=false"),
        "ddb.messaging.poller.enabled is true, but there is no table with a stream.",
        "Turn on the table's stream");
  }

  @Test
  void start_whenThePollerCantAskForTheStream_saysSo() {
    assertAnalysis(
        Contexts.starter()
            .withPropertyValues(
                "ddb.messaging.table-name=messages",
                "ddb.messaging.client.region=eu-west-1",
                "ddb.messaging.client.endpoint=http://localhost:1",
                "ddb.messaging.poller.enabled=true"),
        "ddb.messaging.poller.enabled is true, but the table's stream can't be found: "
            + "DescribeTable for table messages failed",
        "Check Region, credentials and permissions");
  }

  @Test
  void start_withTwoClients_saysWhichToChoose() {
    assertAnalysis(
        withTwoClients(Contexts.starter()),
        "ddb.messaging needs one DynamoDbClient, and there are 2 beans: first, second.",
        "Mark the one for messages as @Primary.");
  }

  @Test
  void start_withTwoClientsForABeanOfTheApplication_isLeftToSpring() {
    withTwoClients(new ApplicationContextRunner())
        .withUserConfiguration(NeedsAClient.class)
        .run(
            context ->
                assertThat(Contexts.analysis(context.getStartupFailure()).getAction())
                    .startsWith("Consider marking one of the beans as @Primary"));
  }

  @Test
  void start_withAWrongPropertyOfOthers_isLeftToOthers() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
        .withPropertyValues("spring.task.execution.pool.core-size=many")
        .run(
            context ->
                assertThat(Contexts.analysis(context.getStartupFailure()).getDescription())
                    .startsWith("Failed to bind properties"));
  }

  @Test
  void bind_whenItFailsForNoValue_isLeftToSpring() {
    BindHandler failing =
        new BindHandler() {
          @Override
          public void onFinish(
              ConfigurationPropertyName name,
              Bindable<?> target,
              BindContext context,
              @Nullable Object result) {
            throw new IllegalStateException("failing");
          }
        };
    Binder binder = Binder.get(new MockEnvironment());

    Throwable failure =
        catchThrowable(
            () -> binder.bind("ddb.messaging.table", Bindable.of(String.class), failing));

    assertThat(failure).hasRootCauseMessage("failing");
    assertThat(new UnreadablePropertyFailureAnalyzer().analyze(failure)).isNull();
  }

  private static ApplicationContextRunner withTwoClients(ApplicationContextRunner start) {
    return start
        .withPropertyValues("ddb.messaging.table-name=messages")
        .withBean("first", DynamoDbClient.class, WrongPropertiesTest::client)
        .withBean("second", DynamoDbClient.class, WrongPropertiesTest::client);
  }

  private static DynamoDbClient client() {
    return DynamoDbClient.builder().region(Region.EU_WEST_1).build();
  }

  @Configuration(proxyBeanMethods = false)
  static class NeedsAClient {
    @Bean
    String region(DynamoDbClient client) {
      return client.serviceClientConfiguration().region().id();
    }
  }

  private static void assertAnalysis(ApplicationContextRunner start, String line, String advice) {
    start.run(
        context -> {
          FailureAnalysis analysis = Contexts.analysis(context.getStartupFailure());
          assertThat(analysis.getDescription()).startsWith(line).endsWith(".").doesNotContain("\n");
          assertThat(analysis.getAction()).contains(advice).endsWith(".").doesNotContain("\n");
        });
  }
}
