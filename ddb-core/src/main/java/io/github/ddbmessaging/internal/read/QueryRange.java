package io.github.ddbmessaging.internal.read;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.run.Request;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Items of one partition between two sort keys, both included.
 *
 * @param partition the partition key
 * @param lowest the lowest sort key
 * @param highest the highest sort key
 * @param descending whether the highest comes first
 */
public record QueryRange(String partition, String lowest, String highest, boolean descending) {
  private static final String BETWEEN = "#pk = :pk AND #sk BETWEEN :lowest AND :highest";

  /** Right above {@code #}, so above every key that continues with one. */
  private static final String ABOVE_ID_SEPARATOR = "$";

  /** The reactions to the messages between two, both included; each named as references do. */
  public static QueryRange ofReactions(String groupId, SortKey lowest, SortKey highest) {
    return new QueryRange(
        Keys.messagePartition(groupId),
        Keys.REACTIONS_PREFIX + lowest.value() + '#',
        Keys.REACTIONS_PREFIX + highest.value() + ABOVE_ID_SEPARATOR,
        false);
  }

  /** A user's rows, the oldest first: one that moves up meanwhile is met again. */
  public static QueryRange ofRows(String userId) {
    return new QueryRange(
        Keys.groupsPartition(userId), Listing.LOWEST_TIME, Listing.HIGHEST_TIME, false);
  }

  /** The groups in which a user was. */
  public static QueryRange ofFormerMemberships(String userId) {
    return new QueryRange(
        Keys.groupsPartition(userId),
        Keys.FORMER_PREFIX,
        Keys.FORMER_PREFIX.replace('#', '$'),
        false);
  }

  /** The messages of a group, the oldest first. */
  public static QueryRange ofMessages(String groupId) {
    return new QueryRange(
        Keys.messagePartition(groupId), Listing.LOWEST_TIME, Listing.HIGHEST_TIME, false);
  }

  /** The entries of a group's change log from a number to another, both included. */
  public static QueryRange ofLog(String groupId, long first, long last) {
    return new QueryRange(Keys.messagePartition(groupId), Keys.log(first), Keys.log(last), false);
  }

  /** The entries of a group's change log, the newest first. */
  public static QueryRange ofNewestLog(String groupId) {
    return new QueryRange(
        Keys.messagePartition(groupId), Keys.log(1), Keys.log(Long.MAX_VALUE), true);
  }

  /** The messages of a group, the newest first. */
  public static QueryRange ofNewestMessages(String groupId) {
    return new QueryRange(
        Keys.messagePartition(groupId), Listing.LOWEST_TIME, Listing.HIGHEST_TIME, true);
  }

  /** A user's states of all groups. */
  public static QueryRange ofStates(String userId) {
    String prefix = Keys.STATES_PREFIX;
    return new QueryRange(
        Keys.groupsPartition(userId),
        prefix,
        prefix.substring(0, prefix.length() - 1) + ABOVE_ID_SEPARATOR,
        false);
  }

  /** The messages of a group from a key on and, right above them, its head. */
  public static QueryRange ofMessagesAndHead(String groupId, String from) {
    return new QueryRange(Keys.messagePartition(groupId), from, Keys.HEAD, false);
  }

  /** The first items, as many as one response holds. */
  public Step<List<Map<String, AttributeValue>>> first(RequestSettings settings, int limit) {
    return query(settings, limit, null).map(QueryResponse::items);
  }

  /** All items: one query for each MB. */
  public Step<List<Map<String, AttributeValue>>> all(RequestSettings settings) {
    return all(settings, List.of(), null);
  }

  private Step<List<Map<String, AttributeValue>>> all(
      RequestSettings settings,
      List<Map<String, AttributeValue>> before,
      @Nullable Map<String, AttributeValue> startKey) {
    return query(settings, Integer.MAX_VALUE, startKey)
        .then(
            response -> {
              List<Map<String, AttributeValue>> items = new ArrayList<>(before);
              items.addAll(response.items());
              return response.hasLastEvaluatedKey()
                  ? all(settings, items, response.lastEvaluatedKey())
                  : new Step.Done<>(items);
            });
  }

  /** One query. */
  public Step<QueryResponse> query(
      RequestSettings settings, int limit, @Nullable Map<String, AttributeValue> startKey) {
    // DynamoDB Local walks through whatever the range holds before the start.
    String start = startKey == null ? null : ItemKey.of(startKey).sk();
    String from = start != null && !descending ? start : lowest;
    String to = start != null && descending ? start : highest;
    return Step.of(
        Request.query(
            QueryRequest.builder()
                .tableName(settings.tableName())
                .keyConditionExpression(BETWEEN)
                .expressionAttributeNames(Map.of("#pk", Attributes.PK, "#sk", Attributes.SK))
                .expressionAttributeValues(
                    Map.of(
                        ":pk", AttributeValue.fromS(partition),
                        ":lowest", AttributeValue.fromS(from),
                        ":highest", AttributeValue.fromS(to)))
                .scanIndexForward(!descending)
                .limit(limit)
                .exclusiveStartKey(startKey)
                .consistentRead(settings.consistentReads())
                .returnConsumedCapacity(settings.capacity())
                .build()));
  }
}
