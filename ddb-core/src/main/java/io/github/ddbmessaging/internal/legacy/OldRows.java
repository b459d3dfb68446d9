package io.github.ddbmessaging.internal.legacy;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.internal.read.Listing;
import io.github.ddbmessaging.internal.run.CallExceptions;
import io.github.ddbmessaging.internal.run.ClientFailure;
import io.github.ddbmessaging.internal.run.Request;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Finds the rows of one group where no head tells their key. */
public final class OldRows {
  private static final String OF_GROUP = "#group = :group";
  private static final String OF_USER = "#pk = :pk AND #sk BETWEEN :lowest AND :highest";

  private final RequestSettings settings;
  private final String groupId;

  private OldRows(RequestSettings settings, String groupId) {
    this.settings = settings;
    this.groupId = groupId;
  }

  /** The rows in the index, which may lag; none if the table has no index. */
  static Step<List<MessageGroupRow>> inIndex(RequestSettings settings, String groupId) {
    return new OldRows(settings, groupId).indexed(null, List.of());
  }

  /** The rows in one user's list, strongly consistent. */
  public static Step<List<MessageGroupRow>> ofUser(
      RequestSettings settings, String groupId, String userId) {
    return new OldRows(settings, groupId).list(userId, null, List.of());
  }

  private Step<List<MessageGroupRow>> indexed(
      @Nullable Map<String, AttributeValue> start, List<MessageGroupRow> before) {
    Request<QueryResponse> request =
        Request.query(
            QueryRequest.builder()
                .tableName(settings.tableName())
                .indexName(TableSettings.GROUP_INDEX)
                .keyConditionExpression(OF_GROUP)
                .expressionAttributeNames(Map.of("#group", Attributes.GROUP_ID))
                .expressionAttributeValues(Map.of(":group", AttributeValue.fromS(groupId)))
                .exclusiveStartKey(start)
                .returnConsumedCapacity(settings.capacity())
                .build());
    return new Step.Call<>(
        request,
        false,
        response -> {
          List<MessageGroupRow> rows = rowsIn(response, before);
          return response.hasLastEvaluatedKey()
              ? indexed(response.lastEvaluatedKey(), rows)
              : new Step.Done<>(rows);
        },
        failure -> {
          if (new ClientFailure(failure).isMissingIndex()) {
            return new Step.Done<>(before);
          }
          throw CallExceptions.unrecoverable(request, failure, false);
        });
  }

  private Step<List<MessageGroupRow>> list(
      String userId, @Nullable Map<String, AttributeValue> start, List<MessageGroupRow> before) {
    return Step.of(
            Request.query(
                QueryRequest.builder()
                    .tableName(settings.tableName())
                    .keyConditionExpression(OF_USER)
                    .filterExpression(OF_GROUP)
                    .expressionAttributeNames(
                        Map.of(
                            "#pk", Attributes.PK,
                            "#sk", Attributes.SK,
                            "#group", Attributes.GROUP_ID))
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", AttributeValue.fromS(Keys.groupsPartition(userId)),
                            ":lowest", AttributeValue.fromS(Listing.LOWEST_TIME),
                            ":highest", AttributeValue.fromS(Listing.HIGHEST_TIME),
                            ":group", AttributeValue.fromS(groupId)))
                    .exclusiveStartKey(start)
                    .consistentRead(true)
                    .returnConsumedCapacity(settings.capacity())
                    .build()))
        .then(
            response -> {
              List<MessageGroupRow> rows = rowsIn(response, before);
              return response.hasLastEvaluatedKey()
                  ? list(userId, response.lastEvaluatedKey(), rows)
                  : new Step.Done<>(rows);
            });
  }

  /** The index holds whatever item of another program names the group, too. */
  private static List<MessageGroupRow> rowsIn(
      QueryResponse response, List<MessageGroupRow> before) {
    List<MessageGroupRow> rows = new ArrayList<>(before);
    for (Map<String, AttributeValue> item : response.items()) {
      if (ItemKey.of(item).kind() == ItemKind.ROW) {
        rows.add(Schemas.read(Schemas.ROWS, item));
      }
    }
    return rows;
  }
}
