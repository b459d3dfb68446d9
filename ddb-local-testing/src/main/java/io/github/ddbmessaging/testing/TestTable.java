package io.github.ddbmessaging.testing;

import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The table of one test, and the clients to use it with.
 *
 * <p>A test gets it from {@link DynamoDbExtension}, which deletes the table after the test. Safe
 * for use by many threads.
 */
public final class TestTable {

  private final String name;
  private final TestScope scope;

  TestTable(String name, TestScope scope) {
    this.name = name;
    this.scope = scope;
  }

  /**
   * Gives the name of the table.
   *
   * @return a name that no other table of the engine has
   */
  public String name() {
    return name;
  }

  /**
   * Gives the synchronous client.
   *
   * @return the client that this test can have as a parameter; closing it does nothing
   */
  public DynamoDbClient client() {
    return scope.get(DynamoDbClient.class);
  }

  /**
   * Gives the asynchronous client.
   *
   * @return the client that this test can have as a parameter; closing it does nothing
   */
  public DynamoDbAsyncClient asyncClient() {
    return scope.get(DynamoDbAsyncClient.class);
  }

  /**
   * Gives the synchronous client for streams.
   *
   * @return the client that this test can have as a parameter; closing it does nothing
   */
  public DynamoDbStreamsClient streamsClient() {
    return scope.get(DynamoDbStreamsClient.class);
  }

  /**
   * Gives the asynchronous client for streams.
   *
   * @return the client that this test can have as a parameter; closing it does nothing
   */
  public DynamoDbStreamsAsyncClient streamsAsyncClient() {
    return scope.get(DynamoDbStreamsAsyncClient.class);
  }

  /**
   * Describes the table.
   *
   * @return its name
   */
  @Override
  public String toString() {
    return name;
  }
}
