package io.github.ddbmessaging.internal.write;

import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.internal.write.TransactionPlan.Part;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Actions of a transaction on one table. One whose condition fails returns the item that it met.
 *
 * @param tableName the table
 */
public record ItemWrites(String tableName) {

  public Action put(Part part, Map<String, AttributeValue> item) {
    return new Action(
        part, TransactWriteItem.builder().put(put -> put.tableName(tableName).item(item)).build());
  }

  public Action put(Part part, Map<String, AttributeValue> item, Condition condition) {
    return new Action(
        part,
        TransactWriteItem.builder()
            .put(
                put ->
                    put.tableName(tableName)
                        .item(item)
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(orNull(condition.values()))
                        .returnValuesOnConditionCheckFailure(ALL_OLD))
            .build());
  }

  /** Names and values of the condition serve the update as well; its expression may be empty. */
  public Action update(Part part, ItemKey key, String update, Condition condition) {
    return new Action(
        part,
        TransactWriteItem.builder()
            .update(
                write ->
                    write
                        .tableName(tableName)
                        .key(key.attributes())
                        .updateExpression(update)
                        .conditionExpression(orNull(condition.expression()))
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(orNull(condition.values()))
                        .returnValuesOnConditionCheckFailure(ALL_OLD))
            .build());
  }

  public Action check(Part part, ItemKey key, Condition condition) {
    return new Action(
        part,
        TransactWriteItem.builder()
            .conditionCheck(
                check ->
                    check
                        .tableName(tableName)
                        .key(key.attributes())
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(orNull(condition.values()))
                        .returnValuesOnConditionCheckFailure(ALL_OLD))
            .build());
  }

  public Action delete(Part part, ItemKey key) {
    return new Action(
        part,
        TransactWriteItem.builder()
            .delete(delete -> delete.tableName(tableName).key(key.attributes()))
            .build());
  }

  public Action delete(Part part, ItemKey key, Condition condition) {
    return new Action(
        part,
        TransactWriteItem.builder()
            .delete(
                delete ->
                    delete
                        .tableName(tableName)
                        .key(key.attributes())
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(condition.names())
                        .expressionAttributeValues(condition.values()))
            .build());
  }

  private static @Nullable String orNull(String expression) {
    return expression.isEmpty() ? null : expression;
  }

  private static @Nullable Map<String, AttributeValue> orNull(Map<String, AttributeValue> values) {
    return values.isEmpty() ? null : values;
  }
}
