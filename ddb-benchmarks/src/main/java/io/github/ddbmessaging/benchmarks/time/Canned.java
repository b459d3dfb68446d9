package io.github.ddbmessaging.benchmarks.time;

import io.github.ddbmessaging.benchmarks.contender.Kind;
import io.github.ddbmessaging.benchmarks.contender.Source;
import io.github.ddbmessaging.benchmarks.cost.Pattern;
import io.github.ddbmessaging.testing.LocalDynamoDb;
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

  private Canned(QueryResponse page) {
    this.page = page;
  }

  /** Opens a contender over such a client, which has a page to answer with that really was read. */
  static Calls open(Kind kind, Pattern pattern) {
    try (LocalDynamoDb engine = LocalDynamoDb.start()) {
      kind.createTable(engine.client(), kind.tableName(), false);
      Recorder recorder = new Recorder(engine.client());
      Calls real = Calls.begin(kind.open(recorder, kind.tableName(), Source.fresh())).fill();
      if (pattern == Pattern.A || pattern == Pattern.B) {
        Object unused = real.call(pattern);
      }
      return Calls.begin(kind.open(new Canned(recorder.last()), kind.tableName(), Source.fresh()));
    }
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
  private static final class Recorder implements DynamoDbClient {
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
