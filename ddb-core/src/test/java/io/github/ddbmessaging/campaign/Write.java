package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * A write of one item: a request, or an action of a transaction. The members of all have the same
 * names.
 *
 * @param body what the SDK knows it as
 */
public record Write(SdkPojo body) {

  public static Write of(TransactWriteItem action) {
    return new Write(
        Stream.<SdkPojo>of(action.put(), action.update(), action.delete(), action.conditionCheck())
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow());
  }

  static Write of(UpdateItemRequest request) {
    return new Write(
        Update.builder()
            .tableName(request.tableName())
            .key(request.key())
            .updateExpression(request.updateExpression())
            .conditionExpression(request.conditionExpression())
            .expressionAttributeNames(request.expressionAttributeNames())
            .expressionAttributeValues(request.expressionAttributeValues())
            .returnValuesOnConditionCheckFailure(
                request.returnValuesOnConditionCheckFailureAsString())
            .build());
  }

  /** The action that it is; a plain put is none. */
  TransactWriteItem action() {
    TransactWriteItem.Builder action = TransactWriteItem.builder();
    if (body instanceof Put put) {
      return action.put(put).build();
    }
    if (body instanceof Update update) {
      return action.update(update).build();
    }
    return body instanceof Delete delete
        ? action.delete(delete).build()
        : action.conditionCheck((ConditionCheck) body).build();
  }

  /** Whether it is a put, an update, a delete or a check. */
  boolean is(Class<? extends SdkPojo> type) {
    return type.isInstance(body);
  }

  boolean is(Class<? extends SdkPojo> type, ItemKind kind) {
    return is(type) && isOf(kind);
  }

  public ItemKey key() {
    return ItemKey.of(item().isEmpty() ? member("Key", Map.of()) : item());
  }

  boolean isOf(ItemKind kind) {
    return key().kind() == kind;
  }

  /** What is put, if anything is. */
  Map<String, AttributeValue> item() {
    return member("Item", Map.of());
  }

  public @Nullable String condition() {
    return member("ConditionExpression", null);
  }

  Map<String, String> names() {
    return member("ExpressionAttributeNames", Map.of());
  }

  Map<String, AttributeValue> values() {
    return member("ExpressionAttributeValues", Map.of());
  }

  /** Whether a failed condition of it tells which item it met. */
  boolean tellsItem() {
    return "ALL_OLD".equals(member("ReturnValuesOnConditionCheckFailure", ""));
  }

  /** Whether its condition holds for the item that is there; an absent one has no attributes. */
  boolean holds(Map<String, AttributeValue> before) {
    return Expression.holds(condition(), names(), values(), before);
  }

  /** The item after it. */
  Optional<Map<String, AttributeValue>> after(Map<String, AttributeValue> before) {
    if (!item().isEmpty()) {
      return Optional.of(Map.copyOf(item()));
    }
    if (body instanceof Update update) {
      Map<String, AttributeValue> start = new HashMap<>(update.key());
      start.putAll(before);
      return Optional.of(Expression.updated(update.updateExpression(), names(), values(), start));
    }
    return is(ConditionCheck.class) && !before.isEmpty() ? Optional.of(before) : Optional.empty();
  }

  /** The same action on another condition, or on none. */
  Write withCondition(@Nullable String condition) {
    if (body instanceof Put put) {
      return new Write(put.toBuilder().conditionExpression(condition).build());
    }
    if (body instanceof Update update) {
      return new Write(update.toBuilder().conditionExpression(condition).build());
    }
    return body instanceof Delete delete
        ? new Write(delete.toBuilder().conditionExpression(condition).build())
        : new Write(((ConditionCheck) body).toBuilder().conditionExpression(condition).build());
  }

  /** In a few words, for the trace of a run: without the texts that rows and messages hold. */
  @Override
  public String toString() {
    String kind = body.getClass().getSimpleName().replace("ItemRequest", "");
    return kind + " " + key() + (is(Update.class) ? " " + texts(values()) : "");
  }

  /** The values that are texts. */
  static List<String> texts(Map<String, AttributeValue> values) {
    return values.values().stream().map(AttributeValue::s).filter(Objects::nonNull).toList();
  }

  @SuppressWarnings("unchecked") // The caller names the type that the SDK gives the member.
  private <T> T member(String name, @Nullable T absent) {
    return field(name).map(field -> (T) field.getValueOrDefault(body)).orElse(absent);
  }

  private Optional<SdkField<?>> field(String name) {
    return body.sdkFields().stream().filter(field -> field.memberName().equals(name)).findFirst();
  }
}
