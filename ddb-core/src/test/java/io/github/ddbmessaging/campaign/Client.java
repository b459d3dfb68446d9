package io.github.ddbmessaging.campaign;

import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** The synchronous client, as far as the library uses it, over one function. */
record Client(Function<SdkRequest, SdkResponse> service) implements DynamoDbClient {
  /** Sends a request by the method that there is for it. */
  static SdkResponse send(DynamoDbClient client, SdkRequest request) {
    if (request instanceof GetItemRequest get) {
      return client.getItem(get);
    }
    if (request instanceof BatchGetItemRequest get) {
      return client.batchGetItem(get);
    }
    if (request instanceof QueryRequest query) {
      return client.query(query);
    }
    if (request instanceof ScanRequest scan) {
      return client.scan(scan);
    }
    if (request instanceof PutItemRequest put) {
      return client.putItem(put);
    }
    if (request instanceof DeleteItemRequest delete) {
      return client.deleteItem(delete);
    }
    return client.transactWriteItems((TransactWriteItemsRequest) request);
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return (GetItemResponse) service.apply(request);
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return (BatchGetItemResponse) service.apply(request);
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return (QueryResponse) service.apply(request);
  }

  @Override
  public ScanResponse scan(ScanRequest request) {
    return (ScanResponse) service.apply(request);
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return (PutItemResponse) service.apply(request);
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    return (DeleteItemResponse) service.apply(request);
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return (TransactWriteItemsResponse) service.apply(request);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
