package io.github.ddbmessaging.testkit;

import io.github.ddbmessaging.AsyncMessagingAdmin;
import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.testing.DynamoDbExtension;

/**
 * Gives tests their stores, on DynamoDB Local in the same JVM and an empty messaging table for each
 * test.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final DynamoDbExtension dynamoDb = MessagingTests.extension();
 *
 * @Test
 * void newGroup_isInTheListsOfBoth(MessagingStore store) { … }
 * }</pre>
 *
 * <p>A test method takes any of {@link MessagingStore}, {@link AsyncMessagingStore}, {@link
 * MessagingAdmin}, {@link AsyncMessagingAdmin}, {@link MessagingTable}, and what {@link
 * DynamoDbExtension} gives by itself, all on the test's one table. The table has its stream, on
 * demand.
 *
 * <p>Safe for use by many threads; what the methods return is as {@link DynamoDbExtension} says.
 */
public final class MessagingTests {
  private MessagingTests() {}

  /**
   * The extension with default settings.
   *
   * @return a new extension, to be registered in a field
   */
  public static DynamoDbExtension extension() {
    return builder().build();
  }

  /**
   * The extension with settings of the caller's: other tables, own parameters, clients.
   *
   * @return a builder that has the messaging table and its parameters
   */
  public static DynamoDbExtension.Builder builder() {
    return DynamoDbExtension.builder()
        .table((client, name) -> MessagingTable.of(client, name).create(TableSettings.onDemand()))
        .parameter(
            MessagingStore.class,
            table ->
                MessagingStore.builder().client(table.client()).tableName(table.name()).build())
        .parameter(
            AsyncMessagingStore.class,
            table ->
                AsyncMessagingStore.builder()
                    .client(table.asyncClient())
                    .tableName(table.name())
                    .build())
        .parameter(
            MessagingAdmin.class,
            table ->
                MessagingAdmin.builder().client(table.client()).tableName(table.name()).build())
        .parameter(
            AsyncMessagingAdmin.class,
            table ->
                AsyncMessagingAdmin.builder()
                    .client(table.asyncClient())
                    .tableName(table.name())
                    .build())
        .parameter(MessagingTable.class, table -> MessagingTable.of(table.client(), table.name()));
  }
}
