package io.github.ddbmessaging.internal.write;

import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.HEAD;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MARKER;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MESSAGE;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.NEW_ROW;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.OLD_ROW;

import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.Head;
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The writes that make a group and that move it from one newest message to the next: head and all
 * members' rows together. Pure.
 */
public final class ReKey {
  private static final String DOES_NOT_EXIST = "attribute_not_exists(#pk)";
  private static final String DOES_NOT_EXIST_OR_HAS_EXPIRED =
      "attribute_not_exists(#pk) OR #expires_at < :now";
  private static final String SAYS_THE_SAME = "#message = :message";
  private static final String AS_SEEN = "#newest = :seen AND #members = :members";
  private static final String AND_TITLE_AS_SEEN = " AND #title = :title";
  private static final String AND_UNTITLED = " AND attribute_not_exists(#title)";
  private static final String AND_REMOVED_AS_SEEN = " AND #removed = :removed";
  private static final String AND_NONE_REMOVED = " AND attribute_not_exists(#removed)";
  private static final String MOVE = "SET #newest = :newest, #version = #version + :one";
  private static final String COUNT = "SET #version = #version + :one";
  private static final String AND_VERSION_AS_SEEN = " AND #version = :version";
  private static final String REMEMBER_REMOVAL = "SET #removed = :gone";

  private final String tableName;

  public ReKey(String tableName) {
    this.tableName = tableName;
  }

  /**
   * Makes a group of rows and messages that are there already: its head, if there is none, and one
   * row for each member in place of all old ones.
   */
  public List<Action> adopt(
      MessageGroup group, @Nullable Message newest, Collection<MessageGroupRow> oldRows) {
    List<Action> actions = make(group, newest);
    SortKey place = Items.place(group);
    for (MessageGroupRow row : oldRows) {
      // A transaction must not name one key twice: a row that is in place is only replaced.
      if (!row.sortKey().equals(place)) {
        actions.add(deleteRow(row));
      }
    }
    if (newest != null) {
      actions.add(checkMessage(newest));
    }
    return actions;
  }

  /** Removes rows of a group that has no head. */
  public List<Action> removeOld(String groupId, Collection<MessageGroupRow> rows) {
    List<Action> actions = new ArrayList<>();
    actions.add(
        new Action(
            HEAD,
            check(Items.headKey(groupId), DOES_NOT_EXIST, Map.of("#pk", Attributes.PK), null)));
    rows.forEach(row -> actions.add(deleteRow(row)));
    return actions;
  }

  /** Makes a group: its head, if there is none, and a row for each member. */
  public List<Action> make(MessageGroup group, @Nullable Message first) {
    List<Action> actions = new ArrayList<>();
    actions.add(
        new Action(HEAD, put(Schemas.HEADS.itemToMap(group, true), DOES_NOT_EXIST, Map.of())));
    actions.addAll(putRows(group, first));
    return actions;
  }

  /** Moves a group's head to a message just being put, and each member's row. */
  public List<Action> move(MessageGroup seen, Message newest) {
    return move(seen, newest, HeadCondition.asSeen(seen));
  }

  /** Moves a group's head to a message that is there already, and each member's row. */
  public List<Action> project(Head seen, Message newest) {
    return move(
        seen.group(), newest, HeadCondition.asSeen(seen.group()).andRemoved(seen.removed()));
  }

  /**
   * The same for a message that may have been deleted: only if it still says the same, at 2 write
   * units more.
   */
  public List<Action> projectIfThere(Head seen, Message newest) {
    List<Action> actions = project(seen, newest);
    actions.add(checkMessage(newest));
    return actions;
  }

  /**
   * Shows the newest message that is left in each member's row, where the row stands. Of two that
   * do this at once only one can: the head's version tells.
   */
  public List<Action> refresh(Head seen, @Nullable Message shown) {
    HeadCondition condition =
        HeadCondition.asSeen(seen.group()).andRemoved(seen.removed()).andVersion(seen.group());
    condition.values.put(":one", AttributeValue.fromN("1"));
    List<Action> actions = new ArrayList<>();
    actions.add(new Action(HEAD, updateHead(seen.group(), COUNT, condition)));
    if (shown != null) {
      actions.add(checkMessage(shown));
    }
    actions.addAll(putRows(seen.group(), shown));
    return actions;
  }

  /** Removes a row that is not where the group's rows are. */
  public List<Action> removeStray(MessageGroup seen, MessageGroupRow row) {
    return List.of(checkHead(seen), deleteRow(row));
  }

  /** Gives a message another key. Head and rows follow if it is the newest, or newer than that. */
  public List<Action> moveMessage(Head seen, Map<String, AttributeValue> item, Message moved) {
    MessageGroup group = seen.group();
    List<Action> actions = new ArrayList<>();
    if (Items.keyPart(item, Attributes.SK).equals(group.newest().value())
        || moved.createdAt().isAfter(group.newest().instant())) {
      // The rows as well: whoever looks at the record of an edit later finds another key.
      actions.addAll(project(seen, moved));
    }
    Map<String, AttributeValue> movedItem = new HashMap<>(item);
    movedItem.put(Attributes.SK, AttributeValue.fromS(moved.sortKey().value()));
    actions.add(new Action(MESSAGE, put(movedItem, DOES_NOT_EXIST, Map.of())));
    actions.add(new Action(MESSAGE, deleteUnchanged(item)));
    return actions;
  }

  /** Remembers that a message above the newest is gone, so that no late record of it is shown. */
  public List<Action> rememberRemoval(Head seen, SortKey gone) {
    HeadCondition condition = HeadCondition.asSeen(seen.group()).andRemoved(seen.removed());
    condition.values.put(":gone", AttributeValue.fromS(gone.value()));
    return List.of(new Action(HEAD, updateHead(seen.group(), REMEMBER_REMOVAL, condition)));
  }

  /** Puts a message, if its item is not too large. */
  public Action putMessage(Message message) {
    Map<String, AttributeValue> item = Schemas.MESSAGES.itemToMap(message, true);
    Validation.itemSize(Utf8.size(item));
    return new Action(MESSAGE, put(item, DOES_NOT_EXIST, Map.of()));
  }

  /** Puts an idempotency marker, unless the key is in use. */
  public Action putMarker(IdempotencyMarker marker, Instant now) {
    return new Action(
        MARKER,
        put(
            Schemas.MARKERS.itemToMap(marker, true),
            DOES_NOT_EXIST_OR_HAS_EXPIRED,
            Map.of(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond())))));
  }

  private List<Action> move(MessageGroup seen, Message newest, HeadCondition condition) {
    MessageGroup moved = seen.withNewest(newest.sortKey());
    List<Action> actions = new ArrayList<>();
    actions.add(moveHead(seen, newest.sortKey(), condition));
    SortKey place = Items.place(seen);
    // A transaction must not name one key twice: a row that stays in place is only replaced.
    if (!place.equals(Items.place(moved))) {
      for (User member : seen.members()) {
        actions.add(new Action(OLD_ROW, delete(Items.rowKey(member, place))));
      }
    }
    actions.addAll(putRows(moved, newest));
    return actions;
  }

  private Action moveHead(MessageGroup seen, SortKey newest, HeadCondition condition) {
    condition.names.put("#version", Attributes.VERSION);
    condition.values.put(":one", AttributeValue.fromN("1"));
    condition.values.put(":newest", AttributeValue.fromS(newest.value()));
    return new Action(HEAD, updateHead(seen, MOVE, condition));
  }

  private Action checkMessage(Message message) {
    return new Action(
        MESSAGE,
        check(
            Schemas.MESSAGES.itemToMap(message, List.of(Attributes.PK, Attributes.SK)),
            SAYS_THE_SAME,
            Map.of("#message", Attributes.MESSAGE),
            Map.of(":message", AttributeValue.fromS(message.text()))));
  }

  private Action checkHead(MessageGroup seen) {
    HeadCondition condition = HeadCondition.asSeen(seen);
    return new Action(
        HEAD,
        check(Items.headKey(seen.id()), condition.expression, condition.names, condition.values));
  }

  private List<Action> putRows(MessageGroup group, @Nullable Message shown) {
    SortKey place = Items.place(group);
    return group.members().stream()
        .map(member -> putRow(Items.row(group, place, member, shown)))
        .toList();
  }

  private Action putRow(MessageGroupRow row) {
    return new Action(
        NEW_ROW,
        TransactWriteItem.builder()
            .put(Put.builder().tableName(tableName).item(Schemas.ROWS.itemToMap(row, true)).build())
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

  private TransactWriteItem updateHead(MessageGroup seen, String update, HeadCondition condition) {
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(tableName)
                .key(Items.headKey(seen.id()))
                .updateExpression(update)
                .conditionExpression(condition.expression)
                .expressionAttributeNames(condition.names)
                .expressionAttributeValues(condition.values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }

  private TransactWriteItem check(
      Map<String, AttributeValue> key,
      String condition,
      Map<String, String> names,
      @Nullable Map<String, AttributeValue> values) {
    return TransactWriteItem.builder()
        .conditionCheck(
            ConditionCheck.builder()
                .tableName(tableName)
                .key(key)
                .conditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build())
        .build();
  }

  private Action deleteRow(MessageGroupRow row) {
    return new Action(
        OLD_ROW, delete(Items.key(Keys.groupsPartition(row.userId()), row.sortKey().value())));
  }

  /** Each attribute but the key is compared, so that nothing that was written since is lost. */
  private TransactWriteItem deleteUnchanged(Map<String, AttributeValue> item) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    List<String> equal = new ArrayList<>();
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      if (!attribute.getKey().equals(Attributes.PK) && !attribute.getKey().equals(Attributes.SK)) {
        int n = equal.size();
        names.put("#a" + n, attribute.getKey());
        values.put(":v" + n, attribute.getValue());
        equal.add("#a" + n + " = :v" + n);
      }
    }
    return TransactWriteItem.builder()
        .delete(
            Delete.builder()
                .tableName(tableName)
                .key(
                    Items.key(
                        Items.keyPart(item, Attributes.PK), Items.keyPart(item, Attributes.SK)))
                .conditionExpression(String.join(" AND ", equal))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build())
        .build();
  }

  private TransactWriteItem delete(Map<String, AttributeValue> key) {
    return TransactWriteItem.builder()
        .delete(Delete.builder().tableName(tableName).key(key).build())
        .build();
  }

  /**
   * That a head still is as it was seen. All of it is compared, not only the newest message, so
   * that a group in the caller's hand which was tampered with changes nothing.
   */
  private static final class HeadCondition {
    final Map<String, String> names = new HashMap<>();
    final Map<String, AttributeValue> values = new HashMap<>();
    String expression = AS_SEEN;

    static HeadCondition asSeen(MessageGroup seen) {
      HeadCondition condition = new HeadCondition();
      condition.names.put("#newest", Attributes.NEWEST);
      condition.names.put("#members", Attributes.MEMBERS);
      condition.names.put("#title", Attributes.TITLE);
      condition.values.put(":seen", AttributeValue.fromS(seen.newest().value()));
      condition.values.put(":members", Schemas.HEADS.attributeValue(seen, Attributes.MEMBERS));
      if (seen.title() == null) {
        condition.expression += AND_UNTITLED;
      } else {
        condition.expression += AND_TITLE_AS_SEEN;
        condition.values.put(":title", AttributeValue.fromS(seen.title()));
      }
      return condition;
    }

    HeadCondition andVersion(MessageGroup seen) {
      names.put("#version", Attributes.VERSION);
      values.put(":version", AttributeValue.fromN(Long.toString(seen.version())));
      expression += AND_VERSION_AS_SEEN;
      return this;
    }

    HeadCondition andRemoved(@Nullable SortKey removed) {
      names.put("#removed", Attributes.REMOVED);
      if (removed == null) {
        expression += AND_NONE_REMOVED;
      } else {
        expression += AND_REMOVED_AS_SEEN;
        values.put(":removed", AttributeValue.fromS(removed.value()));
      }
      return this;
    }
  }
}
