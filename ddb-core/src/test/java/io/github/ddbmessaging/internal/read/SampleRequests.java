package io.github.ddbmessaging.internal.read;

import static io.github.ddbmessaging.internal.access.SampleSettings.CAPACITY;

import io.github.ddbmessaging.internal.item.ItemKey;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The read requests of a store with {@code SampleSettings}. */
public final class SampleRequests {
  private SampleRequests() {}

  public static GetItemRequest get(ItemKey key) {
    return get(key, false);
  }

  /** The same, strongly consistent. */
  public static GetItemRequest getStrongly(ItemKey key) {
    return get(key, true);
  }

  /** A query between two sort keys, both inclusive. */
  public static QueryRequest.Builder query(
      String partition, String lowest, String highest, boolean forward, int limit) {
    return QueryRequest.builder()
        .tableName("t")
        .keyConditionExpression("#pk = :pk AND #sk BETWEEN :lowest AND :highest")
        .expressionAttributeNames(Map.of("#pk", "pk", "#sk", "sk"))
        .expressionAttributeValues(
            Map.of(
                ":pk", AttributeValue.fromS(partition),
                ":lowest", AttributeValue.fromS(lowest),
                ":highest", AttributeValue.fromS(highest)))
        .scanIndexForward(forward)
        .limit(limit)
        .consistentRead(false)
        .returnConsumedCapacity(CAPACITY);
  }

  /** The newest messages of group g-1. */
  public static QueryRequest.Builder queryNewest(int limit) {
    return query("MSG#g-1", "0", ":", false, limit);
  }

  private static GetItemRequest get(ItemKey key, boolean consistent) {
    return GetItemRequest.builder()
        .tableName("t")
        .key(key.attributes())
        .consistentRead(consistent)
        .returnConsumedCapacity(CAPACITY)
        .build();
  }
}
