package io.github.ddbmessaging.testing;

import static io.github.ddbmessaging.testing.Items.item;
import static io.github.ddbmessaging.testing.Items.key;
import static io.github.ddbmessaging.testing.Items.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

class LocalDynamoDbTest {

  private Path directory;

  @BeforeEach
  void emptyDirectory(@TempDir Path temporary) {
    directory = temporary;
  }

  @Test
  void start_whenAnotherEngineHasTables_hasNone() {
    try (LocalDynamoDb first = LocalDynamoDb.start();
        LocalDynamoDb second = LocalDynamoDb.start()) {
      first.client().createTable(table("albums"));

      assertThat(second.client().listTables().tableNames()).isEmpty();
    }
  }

  @Test
  void client_whenClosed_staysUsable() {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      dynamoDb.client().close();

      assertThat(dynamoDb.client().listTables().tableNames()).isEmpty();
    }
  }

  @Test
  void asyncClient_whenClosed_staysUsable() {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      dynamoDb.asyncClient().close();

      assertThat(dynamoDb.asyncClient().listTables().join().tableNames()).isEmpty();
    }
  }

  @Test
  void streamsClient_whenClosed_staysUsable() {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      dynamoDb.streamsClient().close();

      assertThat(dynamoDb.streamsClient().listStreams().streams()).isEmpty();
    }
  }

  @Test
  void streamsAsyncClient_whenClosed_staysUsable() {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      dynamoDb.streamsAsyncClient().close();

      assertThat(dynamoDb.streamsAsyncClient().listStreams().join().streams()).isEmpty();
    }
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void client_whenCallersAreInterruptedInsideTransactions_staysUsable() {
    LocalDynamoDb dynamoDb = LocalDynamoDb.start();
    dynamoDb.client().createTable(table("albums"));
    TransactWriteItem put =
        TransactWriteItem.builder().put(p -> p.tableName("albums").item(item("a", "1"))).build();

    for (int round = 0; round < 40; round++) {
      Duration timeout = Duration.ofMillis(1 + round % 4);
      try {
        dynamoDb
            .client()
            .transactWriteItems(
                write ->
                    write
                        .transactItems(put)
                        .overrideConfiguration(call -> call.apiCallTimeout(timeout)));
      } catch (SdkException e) {
        // The interrupted caller gets its exception.
      }
    }

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(dynamoDb.client().listTables().tableNames()).containsExactly("albums");
    dynamoDb.close();
  }

  @Test
  void client_whenAsked_tellsTheServiceName() {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      assertThat(dynamoDb.client().serviceName()).isEqualTo("dynamodb");
    }
  }

  @Test
  void endpoint_whenHttpWasNotAskedFor_isThereAllTheSame() {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      dynamoDb.client().createTable(table("albums"));

      assertThat(clientOf(dynamoDb.endpoint()).listTables().tableNames()).containsExactly("albums");
    }
  }

  @Test
  void endpoint_whenAskedForTwice_isTheSame() {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      assertThat(dynamoDb.endpoint()).isEqualTo(dynamoDb.endpoint());
    }
  }

  @Test
  void endpoint_whenTheEngineIsClosed_fails() {
    LocalDynamoDb dynamoDb = LocalDynamoDb.start();
    dynamoDb.close();

    assertThatExceptionOfType(SdkClientException.class).isThrownBy(dynamoDb::endpoint);
  }

  /** A client as a service makes one that is told an address. */
  private static DynamoDbClient clientOf(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_NORTH_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .build();
  }

  @Test
  void close_whenCalledTwice_isTheSameAsOnce() {
    LocalDynamoDb dynamoDb = LocalDynamoDb.start();
    dynamoDb.close();

    dynamoDb.close();

    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(() -> dynamoDb.client().listTables());
  }

  @Test
  void close_whenAsyncClientIsUsedAfterwards_failsItsCalls() {
    LocalDynamoDb dynamoDb = LocalDynamoDb.start();
    DynamoDbAsyncClient client = dynamoDb.asyncClient();

    dynamoDb.close();

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> client.listTables().join())
        .withCauseInstanceOf(SdkClientException.class)
        .withMessageContaining("closed");
  }

  @Test
  void close_whenEverythingWasUsed_leavesNoThread() {
    LocalDynamoDb dynamoDb = LocalDynamoDb.builder().http().start();
    dynamoDb.client().createTable(table("albums"));
    dynamoDb.asyncClient().listTables().join();
    Set<Thread> ours = engineThreads();

    dynamoDb.close();

    assertThat(ours).isNotEmpty().allSatisfy(thread -> thread.join(10_000));
    assertThat(ours).noneMatch(Thread::isAlive);
  }

  private static Set<Thread> engineThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(DaemonThreads.NAME_PREFIX))
        .collect(Collectors.toSet());
  }

  @Test
  void directory_whenAnEngineOpensItAgain_stillHasTheItems() {
    try (LocalDynamoDb first = LocalDynamoDb.builder().directory(directory).start()) {
      first.client().createTable(table("albums"));
      first.client().putItem(put -> put.tableName("albums").item(item("1", "Vespertine")));
    }

    try (LocalDynamoDb second = LocalDynamoDb.builder().directory(directory).start()) {
      assertThat(second.client().getItem(get -> get.tableName("albums").key(key("1"))).item())
          .isEqualTo(item("1", "Vespertine"));
    }
  }

  @Test
  void directory_whenMissing_isCreated() {
    Path missing = directory.resolve("a/b");

    try (LocalDynamoDb dynamoDb = LocalDynamoDb.builder().directory(missing).start()) {
      assertThat(dynamoDb.client().listTables().tableNames()).isEmpty();
    }

    assertThat(missing).isNotEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void httpPort_whenNoPortHasThatNumber_isRefused(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalDynamoDb.builder().httpPort(port))
        .withMessageContaining(Integer.toString(port));
  }

  @Test
  void triggerShardRollovers_whenTheEngineIsClosed_fails() {
    LocalDynamoDb dynamoDb = LocalDynamoDb.start();
    dynamoDb.close();

    assertThatExceptionOfType(SdkClientException.class).isThrownBy(dynamoDb::triggerShardRollovers);
  }

  @Test
  void triggerShardRollovers_whenAShardIsOpen_addsASuccessor() {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      DynamoDbClient client = dynamoDb.client();
      String arn = client.createTable(table("albums")).tableDescription().latestStreamArn();
      String parent = onlyShard(dynamoDb, arn);

      dynamoDb.triggerShardRollovers();

      assertThat(
              dynamoDb
                  .streamsClient()
                  .describeStream(describe -> describe.streamArn(arn))
                  .streamDescription()
                  .shards())
          .extracting(shard -> shard.parentShardId())
          .contains(parent);
    }
  }

  @Test
  void triggerShardRollovers_whenTheCallerIsInterrupted_addsASuccessorAllTheSame() {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      String arn =
          dynamoDb.client().createTable(table("albums")).tableDescription().latestStreamArn();

      Thread.currentThread().interrupt();
      dynamoDb.triggerShardRollovers();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(
              dynamoDb
                  .streamsClient()
                  .describeStream(describe -> describe.streamArn(arn))
                  .streamDescription()
                  .shards())
          .hasSize(2);
    } finally {
      Thread.interrupted();
    }
  }

  private static String onlyShard(LocalDynamoDb dynamoDb, String arn) {
    return dynamoDb
        .streamsClient()
        .describeStream(describe -> describe.streamArn(arn))
        .streamDescription()
        .shards()
        .get(0)
        .shardId();
  }
}
