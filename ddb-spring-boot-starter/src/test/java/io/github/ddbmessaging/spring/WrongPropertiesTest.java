package io.github.ddbmessaging.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
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
          message-lifetime=10ms | ddb.messaging.message-lifetime is out of bounds: | within these bounds
          idempotency-window=1m | ddb.messaging.idempotency-window is out of bounds: The idempotency window is PT1M; it can be 5 minutes to 3,650 days. | within these bounds
          max-text-length=0 | ddb.messaging.max-text-length is out of bounds: maxTextLength is 0; it can be 1 to 409600. | within these bounds
          call-timeout=2d | ddb.messaging.call-timeout is out of bounds: callTimeout is PT48H; it can be PT0.001S to PT24H. | within these bounds
          group-cache.maximum-size=0 | ddb.messaging.group-cache.maximum-size is 0. | Use 1 or more.
          group-cache.expire-after-write=1ms | ddb.messaging.group-cache.expire-after-write is PT0.001S. | Use 1s or more.
          poller.longest-wait=0s | ddb.messaging.poller.longest-wait is out of bounds: longestWait is PT0S | within these bounds
          client.region=Ireland | ddb.messaging.client.region is "Ireland", which is no Region. | such as eu-west-1
          client.endpoint=localhost:8000 | ddb.messaging.client.endpoint is "localhost:8000", which is no address. | http://localhost:8000
          client.api-call-timeout=0s | ddb.messaging.client.api-call-timeout is PT0S. | Use 1ms or more.
          client.api-call-attempt-timeout=-1s | ddb.messaging.client.api-call-attempt-timeout is PT-1S. | Use 1ms or more.
          send-mode=sometimes | ddb.messaging.send-mode is "sometimes" | Use transactional or streamed.
          table.on-start=drop | ddb.messaging.table.on-start is "drop" | Use none or validate or create.
          table.stream=maybe | ddb.messaging.table.stream is "maybe" | Use true or false.
          max-text-length=long | ddb.messaging.max-text-length is "long" | Use a whole number.
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
  void start_withAWrongPropertyOfOthers_isLeftToOthers() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
        .withPropertyValues("spring.task.execution.pool.core-size=many")
        .run(
            context ->
                assertThat(Contexts.analysis(context.getStartupFailure()).getDescription())
                    .startsWith("Failed to bind properties"));
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
