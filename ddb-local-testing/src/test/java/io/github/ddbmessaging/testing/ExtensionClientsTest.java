package io.github.ddbmessaging.testing;

import static io.github.ddbmessaging.testing.Items.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Runs small test classes, which are the nested ones whose names end in {@code Case}. */
class ExtensionClientsTest {

  /** What a case saw, in the order in which it saw it. */
  private static final Queue<Object> SEEN = new ConcurrentLinkedQueue<>();

  private static void run(Class<?> testClass) {
    Cases.run(testClass).testEvents().assertStatistics(events -> events.succeeded(1));
  }

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  /** Notes every attempt. */
  private static final class Attempts implements ExecutionInterceptor {

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      SEEN.add(context.request().getClass().getSimpleName());
    }
  }

  static class InterceptorCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB =
        DynamoDbExtension.builder()
            .table(table("any"))
            .clients(clients -> clients.addExecutionInterceptor(new Attempts()))
            .build();

    @Test
    void test(
        TestTable table,
        DynamoDbClient client,
        DynamoDbAsyncClient asyncClient,
        DynamoDbStreamsClient streamsClient,
        DynamoDbStreamsAsyncClient streamsAsyncClient) {
      client.describeTable(describe -> describe.tableName(table.name()));
      asyncClient.scan(scan -> scan.tableName(table.name())).join();
      streamsClient.listStreams();
      streamsAsyncClient.listStreams().join();
    }
  }

  @Test
  void clients_whenConfigured_areSo() {
    run(InterceptorCase.class);

    assertThat(SEEN)
        .containsExactly(
            "DescribeTableRequest", "ScanRequest", "ListStreamsRequest", "ListStreamsRequest");
  }

  /** Fails the first attempts below the SDK's retries. */
  private static final class BusyAtFirst implements ExecutionInterceptor {

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      SEEN.add("attempt");
      if (SEEN.size() < 3) {
        throw ThrottlingException.builder().statusCode(400).build();
      }
    }
  }

  static class RetriesCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB =
        DynamoDbExtension.builder()
            .clients(
                clients ->
                    clients
                        .addExecutionInterceptor(new BusyAtFirst())
                        .retryStrategy(
                            DefaultRetryStrategy.standardStrategyBuilder()
                                .maxAttempts(3)
                                .retryOnException(ThrottlingException.class)
                                .build()))
            .build();

    @Test
    void test(DynamoDbClient client) {
      client.listTables();
    }
  }

  @Test
  void clients_whenAttemptsFailBelowTheRetries_tryAgain() {
    run(RetriesCase.class);

    assertThat(SEEN).containsExactly("attempt", "attempt", "attempt");
  }

  static class EndpointCase {

    @RegisterExtension
    static final DynamoDbExtension DYNAMO_DB = DynamoDbExtension.builder().build();

    @BeforeAll
    static void beforeAll() {
      SEEN.add(DYNAMO_DB.endpoint());
    }

    @Test
    void test(LocalDynamoDb dynamoDb) {
      SEEN.add(dynamoDb.endpoint());
    }
  }

  @Test
  void endpoint_whenAskedForBeforeAllTests_isTheEngines() {
    run(EndpointCase.class);

    assertThat(SEEN).hasSize(2).containsOnly(SEEN.peek()).hasOnlyElementsOfType(URI.class);
  }

  static class InstanceFieldEndpointCase {

    @RegisterExtension final DynamoDbExtension dynamoDb = DynamoDbExtension.builder().build();

    @Test
    void test() {
      SEEN.add(dynamoDb.endpoint().getHost());
    }
  }

  @Test
  void endpoint_whenTheExtensionIsInAnInstanceField_isThereInTests() {
    run(InstanceFieldEndpointCase.class);

    assertThat(SEEN).containsExactly("127.0.0.1");
  }

  @Test
  void endpoint_whenNoTestHasBegun_saysWhatToDo() {
    DynamoDbExtension dynamoDb = DynamoDbExtension.builder().build();

    assertThatIllegalStateException()
        .isThrownBy(dynamoDb::endpoint)
        .withMessageContaining("@BeforeAll");
  }
}
