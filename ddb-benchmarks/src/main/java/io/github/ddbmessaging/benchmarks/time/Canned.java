package io.github.ddbmessaging.benchmarks.time;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * A client that answers at once, so that only what is above it takes time: every query with one
 * page that was really read, every transaction with success.
 */
final class Canned implements DynamoDbClient {
  private static final TransactWriteItemsResponse DONE =
      TransactWriteItemsResponse.builder().build();

  private final QueryResponse page;

  Canned(QueryResponse page) {
    this.page = page;
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return page;
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return DONE;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  /** Remembers the page that was read last. */
  static final class Recorder implements DynamoDbClient {
    private final DynamoDbClient client;
    private QueryResponse last = QueryResponse.builder().build();

    Recorder(DynamoDbClient client) {
      this.client = client;
    }

    QueryResponse last() {
      return last;
    }

    @Override
    public QueryResponse query(QueryRequest request) {
      last = client.query(request);
      return last;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      return client.transactWriteItems(request);
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
