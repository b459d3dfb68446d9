package io.github.ddbmessaging.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.RetrySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What docs/production.md says of the SDK's client, on the version that is built with. */
class ClientSettingsTest {
  private static final String NEW_RETRIES = "aws.newRetries2026";

  @Test
  void exampleOfThePage_whenBuilt_limitsTriesAndCalls() {
    Region region = Region.EU_CENTRAL_1;

    DynamoDbClient dynamoDb =
        DynamoDbClient.builder()
            .region(region)
            .overrideConfiguration(
                calls ->
                    calls
                        .apiCallAttemptTimeout(Duration.ofSeconds(1))
                        .apiCallTimeout(Duration.ofSeconds(3)))
            .build();
    MessagingStore store =
        MessagingStore.builder()
            .client(dynamoDb)
            .tableName("messages")
            .retries(
                new RetrySettings(8, Duration.ofMillis(10), Duration.ofMillis(500))
                    .withCallTimeout(Duration.ofSeconds(8)))
            .build();

    assertThat(store).isNotNull();
    assertThat(settings(dynamoDb).apiCallTimeout()).contains(Duration.ofSeconds(3));
    dynamoDb.close();
  }

  @Test
  void client_withoutTimeouts_hasNone() {
    try (DynamoDbClient client = client()) {
      assertThat(settings(client).apiCallAttemptTimeout()).isEmpty();
      assertThat(settings(client).apiCallTimeout()).isEmpty();
    }
  }

  @Test
  void client_withTheClassicRetries_triesNineTimes() {
    assertThat(tries("false")).isEqualTo(9);
  }

  @Test
  void client_withTheNewRetries_triesFourTimes() {
    assertThat(tries("true")).isEqualTo(4);
  }

  @Test
  void codeBlock_ofThePage_standsInThisTest() throws IOException {
    String page = Files.readString(Path.of("../docs/production.md"));
    String test =
        Files.readString(
            Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java"));

    assertThat(Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page).results())
        .singleElement()
        .satisfies(block -> assertThat(squeezed(test)).contains(squeezed(block.group(1))));
  }

  private static int tries(String newRetries) {
    String before = System.getProperty(NEW_RETRIES);
    System.setProperty(NEW_RETRIES, newRetries);
    try (DynamoDbClient client = client()) {
      return settings(client).retryStrategy().map(RetryStrategy::maxAttempts).orElseThrow();
    } finally {
      if (before == null) {
        System.clearProperty(NEW_RETRIES);
      } else {
        System.setProperty(NEW_RETRIES, before);
      }
    }
  }

  private static DynamoDbClient client() {
    return DynamoDbClient.builder().region(Region.EU_CENTRAL_1).build();
  }

  private static ClientOverrideConfiguration settings(DynamoDbClient client) {
    return client.serviceClientConfiguration().overrideConfiguration();
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }
}
