package io.github.ddbmessaging.testing;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBStreams;
import com.amazonaws.services.dynamodbv2.local.shared.access.LocalDBClient;
import com.amazonaws.services.dynamodbv2.model.BatchExecuteStatementRequest;
import com.amazonaws.services.dynamodbv2.model.BatchGetItemRequest;
import com.amazonaws.services.dynamodbv2.model.BatchWriteItemRequest;
import com.amazonaws.services.dynamodbv2.model.CreateTableRequest;
import com.amazonaws.services.dynamodbv2.model.DeleteItemRequest;
import com.amazonaws.services.dynamodbv2.model.DeleteTableRequest;
import com.amazonaws.services.dynamodbv2.model.DescribeLimitsRequest;
import com.amazonaws.services.dynamodbv2.model.DescribeStreamRequest;
import com.amazonaws.services.dynamodbv2.model.DescribeTableRequest;
import com.amazonaws.services.dynamodbv2.model.DescribeTimeToLiveRequest;
import com.amazonaws.services.dynamodbv2.model.ExecuteStatementRequest;
import com.amazonaws.services.dynamodbv2.model.ExecuteTransactionRequest;
import com.amazonaws.services.dynamodbv2.model.GetItemRequest;
import com.amazonaws.services.dynamodbv2.model.GetRecordsRequest;
import com.amazonaws.services.dynamodbv2.model.GetShardIteratorRequest;
import com.amazonaws.services.dynamodbv2.model.ListStreamsRequest;
import com.amazonaws.services.dynamodbv2.model.ListTablesRequest;
import com.amazonaws.services.dynamodbv2.model.ListTagsOfResourceRequest;
import com.amazonaws.services.dynamodbv2.model.PutItemRequest;
import com.amazonaws.services.dynamodbv2.model.QueryRequest;
import com.amazonaws.services.dynamodbv2.model.ScanRequest;
import com.amazonaws.services.dynamodbv2.model.TagResourceRequest;
import com.amazonaws.services.dynamodbv2.model.TransactGetItemsRequest;
import com.amazonaws.services.dynamodbv2.model.TransactWriteItemsRequest;
import com.amazonaws.services.dynamodbv2.model.UntagResourceRequest;
import com.amazonaws.services.dynamodbv2.model.UpdateItemRequest;
import com.amazonaws.services.dynamodbv2.model.UpdateTableRequest;
import com.amazonaws.services.dynamodbv2.model.UpdateTimeToLiveRequest;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every operation that DynamoDB Local has, by the target that requests name on the wire. */
final class Operations {

  /** The operations by target, such as {@code DynamoDB_20120810.PutItem}. */
  static final Map<String, Operation<?>> BY_TARGET =
      Stream.of(
              table(BatchExecuteStatementRequest.class, AmazonDynamoDB::batchExecuteStatement),
              table(BatchGetItemRequest.class, AmazonDynamoDB::batchGetItem),
              table(BatchWriteItemRequest.class, AmazonDynamoDB::batchWriteItem),
              table(CreateTableRequest.class, AmazonDynamoDB::createTable),
              table(DeleteItemRequest.class, AmazonDynamoDB::deleteItem),
              table(DeleteTableRequest.class, AmazonDynamoDB::deleteTable),
              table(DescribeLimitsRequest.class, AmazonDynamoDB::describeLimits),
              table(DescribeTableRequest.class, AmazonDynamoDB::describeTable),
              table(DescribeTimeToLiveRequest.class, AmazonDynamoDB::describeTimeToLive),
              table(ExecuteStatementRequest.class, AmazonDynamoDB::executeStatement),
              table(ExecuteTransactionRequest.class, AmazonDynamoDB::executeTransaction),
              table(GetItemRequest.class, AmazonDynamoDB::getItem),
              table(ListTablesRequest.class, AmazonDynamoDB::listTables),
              table(ListTagsOfResourceRequest.class, AmazonDynamoDB::listTagsOfResource),
              table(PutItemRequest.class, AmazonDynamoDB::putItem),
              table(QueryRequest.class, AmazonDynamoDB::query),
              table(ScanRequest.class, AmazonDynamoDB::scan),
              table(TagResourceRequest.class, AmazonDynamoDB::tagResource),
              table(TransactGetItemsRequest.class, AmazonDynamoDB::transactGetItems),
              table(TransactWriteItemsRequest.class, AmazonDynamoDB::transactWriteItems),
              table(UntagResourceRequest.class, AmazonDynamoDB::untagResource),
              table(UpdateItemRequest.class, AmazonDynamoDB::updateItem),
              table(UpdateTableRequest.class, AmazonDynamoDB::updateTable),
              table(UpdateTimeToLiveRequest.class, AmazonDynamoDB::updateTimeToLive),
              stream(DescribeStreamRequest.class, AmazonDynamoDBStreams::describeStream),
              stream(GetRecordsRequest.class, AmazonDynamoDBStreams::getRecords),
              stream(GetShardIteratorRequest.class, AmazonDynamoDBStreams::getShardIterator),
              stream(ListStreamsRequest.class, AmazonDynamoDBStreams::listStreams))
          .collect(Collectors.toUnmodifiableMap(Operation::target, Function.identity()));

  private Operations() {}

  /**
   * One operation.
   *
   * @param <R> the engine's class of request
   * @param target how requests name it
   * @param requestType what its JSON is read as
   * @param call runs it
   */
  record Operation<R>(
      String target, Class<R> requestType, BiFunction<LocalDBClient, R, Object> call) {

    private static <R> Operation<R> of(
        String service, Class<R> requestType, BiFunction<LocalDBClient, R, Object> call) {
      String name = requestType.getSimpleName().replaceFirst("Request$", "");
      return new Operation<>(service + "_20120810." + name, requestType, call);
    }

    boolean isPartiQl() {
      return requestType == ExecuteStatementRequest.class
          || requestType == BatchExecuteStatementRequest.class
          || requestType == ExecuteTransactionRequest.class;
    }
  }

  private static <R> Operation<R> table(
      Class<R> requestType, BiFunction<AmazonDynamoDB, R, Object> call) {
    return Operation.of(
        "DynamoDB", requestType, (engine, request) -> call.apply(engine.amazonDynamoDB(), request));
  }

  private static <R> Operation<R> stream(
      Class<R> requestType, BiFunction<AmazonDynamoDBStreams, R, Object> call) {
    return Operation.of(
        "DynamoDBStreams",
        requestType,
        (engine, request) -> call.apply(engine.amazonDynamoDBStreams(), request));
  }
}
