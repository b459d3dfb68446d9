package io.github.ddbmessaging.stream;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.run.CallExceptions;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/**
 * Checkpoints as items of a table with the keys {@code pk} and {@code sk}, which can be the
 * messaging table itself. Finding one costs a strongly consistent {@code GetItem}, saving one a
 * {@code PutItem} of 1 write unit; both throw {@link DynamoDbFailureException} if DynamoDB refuses
 * or can't be reached. Safe for use by many threads.
 */
public final class TableCheckpoints implements Checkpoints {
  private final DynamoDbClient client;
  private final String tableName;
  private final String partition;

  /**
   * Checkpoints of one consumer of the stream.
   *
   * @param client any client; stays the caller's
   * @param tableName the table that holds the checkpoints
   * @param consumer tells apart several that follow one stream
   */
  public TableCheckpoints(DynamoDbClient client, String tableName, String consumer) {
    this.client = requireNonNull(client, "client");
    this.tableName = requireNonNull(tableName, "tableName");
    this.partition = Keys.checkpointPartition(requireNonNull(consumer, "consumer"));
  }

  @Override
  public Optional<String> find(String shardId) {
    return call(
        "GetItem",
        () ->
            Optional.ofNullable(
                    client
                        .getItem(
                            get -> get.tableName(tableName).key(key(shardId)).consistentRead(true))
                        .item()
                        .get(Attributes.POSITION))
                .map(AttributeValue::s));
  }

  @Override
  public void save(String shardId, String position) {
    PutItemResponse unused =
        call(
            "PutItem",
            () ->
                client.putItem(
                    put ->
                        put.tableName(tableName)
                            .item(
                                Map.of(
                                    Attributes.PK, AttributeValue.fromS(partition),
                                    Attributes.SK, AttributeValue.fromS(shardId),
                                    Attributes.POSITION, AttributeValue.fromS(position)))));
  }

  private <T> T call(String request, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw CallExceptions.ofTable(request, tableName, e);
    }
  }

  private Map<String, AttributeValue> key(String shardId) {
    return Map.of(
        Attributes.PK,
        AttributeValue.fromS(partition),
        Attributes.SK,
        AttributeValue.fromS(shardId));
  }
}
