package io.github.ddbmessaging.internal;

import static io.github.ddbmessaging.internal.TransactionPlan.Part.HEAD;
import static io.github.ddbmessaging.internal.TransactionPlan.Part.MARKER;
import static io.github.ddbmessaging.internal.TransactionPlan.Part.MESSAGE;
import static io.github.ddbmessaging.internal.TransactionPlan.Part.NEW_ROW;
import static io.github.ddbmessaging.internal.TransactionPlan.Part.OLD_ROW;

import io.github.ddbmessaging.Attributes;
import io.github.ddbmessaging.IdempotencyMarker;
import io.github.ddbmessaging.Message;
import io.github.ddbmessaging.MessageGroup;
import io.github.ddbmessaging.Schemas;
import io.github.ddbmessaging.User;
import io.github.ddbmessaging.internal.TransactionPlan.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The writes that make a group and that move it from one newest message to the next: head and all
 * members' rows together. Pure.
 */
final class ReKey {
  private static final String DOES_NOT_EXIST = "attribute_not_exists(#pk)";
  private static final String DOES_NOT_EXIST_OR_HAS_EXPIRED =
      "attribute_not_exists(#pk) OR #expires_at < :now";
  private static final String STILL_AS_SEEN =
      "#newest = :seen AND #members = :members AND #title = :title";
  private static final String STILL_AS_SEEN_UNTITLED =
      "#newest = :seen AND #members = :members AND attribute_not_exists(#title)";
  private static final String MOVE = "SET #newest = :newest, #version = :version";

  private final String tableName;

  ReKey(String tableName) {
    this.tableName = tableName;
  }

  /** Makes a group: its head, if there is none, and a row for each member. */
  List<Action> make(MessageGroup group, Message first) {
    List<Action> actions = new ArrayList<>();
    actions.add(
        new Action(HEAD, put(Schemas.HEADS.itemToMap(group, true), DOES_NOT_EXIST, Map.of())));
    for (User member : group.members()) {
      actions.add(putRow(group, member, first));
    }
    return actions;
  }

  /** Moves a group's head, if it still is as seen, and each member's row. */
  List<Action> move(MessageGroup seen, MessageGroup moved, Message newest) {
    List<Action> actions = new ArrayList<>();
    actions.add(new Action(HEAD, moveHead(seen, moved)));
    for (User member : seen.members()) {
      Map<String, AttributeValue> oldKey = Items.rowKey(member, seen.id(), seen.newest());
      // A transaction must not name one key twice: a row that stays in place is only replaced.
      if (!oldKey.equals(Items.rowKey(member, seen.id(), moved.newest()))) {
        actions.add(new Action(OLD_ROW, delete(oldKey)));
      }
      actions.add(putRow(moved, member, newest));
    }
    return actions;
  }

  /** Puts a message. */
  Action putMessage(Message message) {
    return new Action(
        MESSAGE, put(Schemas.MESSAGES.itemToMap(message, true), DOES_NOT_EXIST, Map.of()));
  }

  /** Puts an idempotency marker, unless the key is in use. */
  Action putMarker(IdempotencyMarker marker, Instant now) {
    return new Action(
        MARKER,
        put(
            Schemas.MARKERS.itemToMap(marker, true),
            DOES_NOT_EXIST_OR_HAS_EXPIRED,
            Map.of(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond())))));
  }

  private Action putRow(MessageGroup group, User member, Message newest) {
    return new Action(
        NEW_ROW,
        TransactWriteItem.builder()
            .put(
                Put.builder()
                    .tableName(tableName)
                    .item(Schemas.ROWS.itemToMap(Items.row(group, member, newest), true))
                    .build())
            .build());
  }

  private TransactWriteItem put(
      Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(tableName)
                .item(item)
                .conditionExpression(condition)
                .expressionAttributeNames(
                    values.isEmpty()
                        ? Map.of("#pk", Attributes.PK)
                        : Map.of("#pk", Attributes.PK, "#expires_at", Attributes.EXPIRES_AT))
                .expressionAttributeValues(values.isEmpty() ? null : values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }

  private TransactWriteItem moveHead(MessageGroup seen, MessageGroup moved) {
    Map<String, AttributeValue> before = Schemas.HEADS.itemToMap(seen, true);
    Map<String, AttributeValue> after = Schemas.HEADS.itemToMap(moved, true);
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":seen", before.get(Attributes.NEWEST));
    values.put(":members", before.get(Attributes.MEMBERS));
    values.put(":newest", after.get(Attributes.NEWEST));
    values.put(":version", after.get(Attributes.VERSION));
    if (seen.title() != null) {
      values.put(":title", before.get(Attributes.TITLE));
    }
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(tableName)
                .key(Items.headKey(seen.id()))
                .updateExpression(MOVE)
                .conditionExpression(seen.title() == null ? STILL_AS_SEEN_UNTITLED : STILL_AS_SEEN)
                .expressionAttributeNames(
                    Map.of(
                        "#newest", Attributes.NEWEST,
                        "#members", Attributes.MEMBERS,
                        "#title", Attributes.TITLE,
                        "#version", Attributes.VERSION))
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }

  private TransactWriteItem delete(Map<String, AttributeValue> key) {
    return TransactWriteItem.builder()
        .delete(Delete.builder().tableName(tableName).key(key).build())
        .build();
  }
}
