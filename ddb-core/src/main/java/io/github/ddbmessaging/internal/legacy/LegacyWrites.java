package io.github.ddbmessaging.internal.legacy;

import static io.github.ddbmessaging.internal.write.Condition.DOES_NOT_EXIST;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.HEAD;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MESSAGE;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.SHOWN;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.write.Condition;
import io.github.ddbmessaging.internal.write.GroupWrites;
import io.github.ddbmessaging.internal.write.ItemWrites;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The writes that bring groups of the original application to the layout of this library. Pure. */
final class LegacyWrites {
  private final GroupWrites groups;
  private final ItemWrites items;

  LegacyWrites(String tableName) {
    this.groups = new GroupWrites(tableName);
    this.items = new ItemWrites(tableName);
  }

  /**
   * Makes a group of rows and messages that are there already: its head, if there is none, and one
   * row for each member in place of all old ones.
   *
   * @param head the head
   * @param newest the newest message, which may be deleted, or null if there is none
   * @param shown the message that the rows show, or null if there is none
   * @param oldRows those that are to go
   */
  List<Action> adopt(
      GroupHead head,
      @Nullable Message newest,
      @Nullable Message shown,
      Collection<MessageGroupRow> oldRows) {
    List<Action> actions = groups.make(head, shown);
    SortKey rowKey = ItemKey.rowKey(head.group());
    for (MessageGroupRow row : oldRows) {
      // DynamoDB refuses a transaction with a repeated key: a row in place is only replaced.
      if (!row.sortKey().equals(rowKey)) {
        actions.add(groups.deleteRow(row));
      }
    }
    if (newest != null) {
      actions.add(groups.checkMessage(MESSAGE, newest));
    }
    if (shown != null && !shown.equals(newest)) {
      actions.add(groups.checkMessage(SHOWN, shown));
    }
    return actions;
  }

  /** Removes rows of a group that has no head. */
  List<Action> removeOld(String groupId, Collection<MessageGroupRow> rows) {
    List<Action> actions = new ArrayList<>();
    actions.add(items.check(HEAD, ItemKey.head(groupId), DOES_NOT_EXIST));
    rows.forEach(row -> actions.add(groups.deleteRow(row)));
    return actions;
  }

  /**
   * Gives a message another key.
   *
   * @param seen the head that it depends on
   * @param item the message as it was read
   * @param target where it goes, with what members may see then
   * @param moved the message with its new key
   * @param shown whether head and rows follow: the rows as well, since whoever gets the record of
   *     an edit later finds another key
   * @param gone the key to note as gone in the head, or null
   * @param marked until when to remember the move, for a send that does not know of its success
   *     yet; or null for a message of the original application
   */
  List<Action> moveMessage(
      GroupHead seen,
      Map<String, AttributeValue> item,
      MoveTarget target,
      Message moved,
      boolean shown,
      @Nullable SortKey gone,
      @Nullable Instant marked) {
    List<Action> actions = new ArrayList<>();
    MovedBounds.Lowered lowered = target.lowered();
    if (shown) {
      actions.addAll(groups.projectInstead(seen, lowered.access(), moved, gone));
    } else if (target.lowers(seen.group())) {
      actions.addAll(
          groups.lowerBounds(seen, lowered.access(), lowered.shown().orElse(null), gone));
    } else if (gone != null) {
      actions.addAll(groups.noteRemoval(seen, gone));
    }
    Map<String, AttributeValue> movedItem = new HashMap<>(target.attributes());
    movedItem.put(Attributes.SK, AttributeValue.fromS(moved.sortKey().value()));
    actions.add(items.put(MESSAGE, movedItem, DOES_NOT_EXIST));
    actions.add(items.delete(MESSAGE, ItemKey.of(item), isUnchanged(item)));
    if (marked != null) {
      actions.add(groups.markMove(moved, marked));
    }
    return actions;
  }

  /** Each attribute but the key is compared, so that nothing that was written since is lost. */
  private static Condition isUnchanged(Map<String, AttributeValue> item) {
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
    return new Condition(String.join(" AND ", equal), names, values);
  }
}
