package io.github.ddbmessaging.internal.write;

import static io.github.ddbmessaging.internal.write.Condition.DOES_NOT_EXIST;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.HEAD;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MARKER;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MESSAGE;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.NEW_ROW;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.OLD_ROW;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.SHOWN;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.internal.write.TransactionPlan.Part;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The writes that make a group, give it a new newest message, or rewrite its rows: head and all
 * members' rows together. Pure.
 */
public final class GroupWrites {
  private final ItemWrites writes;

  public GroupWrites(String tableName) {
    this.writes = new ItemWrites(tableName);
  }

  /** Makes a group: its head, if there is none, and a row for each member. */
  public List<Action> make(MessageGroup group, @Nullable Message first) {
    return make(new GroupHead(group, null), first);
  }

  /** Makes a group that had a head before. */
  public List<Action> make(GroupHead head, @Nullable Message newest) {
    List<Action> actions = new ArrayList<>();
    actions.add(writes.put(HEAD, Schemas.HEADS.itemToMap(head, true), DOES_NOT_EXIST));
    actions.addAll(putRows(head.group(), newest));
    return actions;
  }

  /** Makes a message that is just being put the newest, and moves each member's row. */
  public List<Action> move(MessageGroup seen, Message newest) {
    MessageGroup moved = seen.withSent(newest.sortKey());
    return move(
        seen,
        moved,
        newest,
        new HeadUpdate(HeadCondition.asSeen(seen).andMessages(seen))
            .newest(newest.sortKey())
            .raiseVersion()
            .messages(moved.messages()));
  }

  /** Makes a message that is there already the newest, and moves each member's row. */
  public List<Action> project(GroupHead seen, Message newest) {
    return projectInstead(seen, seen.group().access(), newest, null);
  }

  /**
   * Makes a message the newest, and notes that another key is gone, unless that is null: no late
   * record of it is shown then.
   *
   * @param seen the head that it depends on
   * @param access what members may do and see then
   * @param newest the message
   * @param gone the other key
   */
  public List<Action> projectInstead(
      GroupHead seen, Map<String, MemberAccess> access, Message newest, @Nullable SortKey gone) {
    MessageGroup moved = seen.group().withAccess(access).withNewest(newest.sortKey());
    HeadUpdate head =
        new HeadUpdate(HeadCondition.asSeen(seen))
            .newest(newest.sortKey())
            .raiseVersion()
            .removed(gone);
    return move(seen.group(), moved, newest, isSame(seen, moved) ? head : head.access(moved));
  }

  /**
   * Changes from where on members see, in the head and in their rows, and notes that a key is gone,
   * unless that is null.
   *
   * @param seen the head that it depends on
   * @param access what members may do and see then
   * @param shown the message that the rows show; null if they show none
   * @param gone the key
   */
  public List<Action> lowerBounds(
      GroupHead seen,
      Map<String, MemberAccess> access,
      @Nullable Message shown,
      @Nullable SortKey gone) {
    MessageGroup changed = seen.group().withAccess(access);
    List<Action> actions = new ArrayList<>();
    actions.add(
        new HeadUpdate(HeadCondition.asSeen(seen).andVersion(seen.group()))
            .access(changed)
            .raiseVersion()
            .removed(gone)
            .build(writes, changed.id()));
    SortKey rowKey = ItemKey.rowKey(changed);
    for (User member : changed.members()) {
      if (!changed.accessOf(member.id()).equals(seen.group().accessOf(member.id()))) {
        actions.add(putRow(changed, rowKey, member, shown));
      }
    }
    return actions;
  }

  private static boolean isSame(GroupHead seen, MessageGroup changed) {
    return seen.group().access().equals(changed.access());
  }

  /**
   * Makes a message the newest that may have been deleted: only if it still says the same, at 2
   * write units more.
   */
  public List<Action> projectIfThere(GroupHead seen, Message newest) {
    List<Action> actions = project(seen, newest);
    actions.add(checkMessage(MESSAGE, newest));
    return actions;
  }

  /**
   * Shows the newest message that is left in each member's row, where the row stands. Of two that
   * do this at once only one can: the head's version tells.
   */
  public List<Action> refresh(GroupHead seen, @Nullable Message shown) {
    List<Action> actions = new ArrayList<>();
    actions.add(
        new HeadUpdate(HeadCondition.asSeen(seen).andVersion(seen.group()))
            .raiseVersion()
            .shown(seen, shown)
            .build(writes, seen.group().id()));
    if (shown != null) {
      actions.add(checkMessage(SHOWN, shown));
    }
    actions.addAll(putRows(seen.group(), shown));
    return actions;
  }

  /** Removes a row that is not where the group's rows are. */
  public List<Action> removeStray(MessageGroup seen, MessageGroupRow row) {
    return List.of(checkHead(seen), deleteRow(row));
  }

  /** Notes in the head that a message is gone, so that no late record of it is shown. */
  public List<Action> noteRemoval(GroupHead seen, SortKey gone) {
    return List.of(
        new HeadUpdate(HeadCondition.asSeen(seen)).removed(gone).build(writes, seen.group().id()));
  }

  /** Puts a message. */
  public Action putMessage(Map<String, AttributeValue> item) {
    return writes.put(MESSAGE, item, DOES_NOT_EXIST);
  }

  /**
   * Puts an idempotency marker, unless the key was used. No clock is asked whether it still counts.
   */
  public Action putMarker(IdempotencyMarker marker) {
    return writes.put(MARKER, Schemas.MARKERS.itemToMap(marker, true), DOES_NOT_EXIST);
  }

  /** Says under the id of a message which key it has been given: its send may be repeated. */
  public Action markMove(Message moved, Instant until) {
    return writes.put(
        MARKER,
        Schemas.MARKERS.itemToMap(
            new IdempotencyMarker(
                moved.groupId(),
                ItemKey.moveMarkerKey(moved.id()),
                moved.sortKey(),
                /* contentHash= */ null,
                until),
            true));
  }

  /** Makes sure that a message has not been written and moved back before. */
  public Action checkNotMoved(Message message) {
    return writes.check(
        MARKER, ItemKey.moveMarker(message.groupId(), message.id()), DOES_NOT_EXIST);
  }

  /** Makes sure that a message is as it was read. */
  public Action checkMessage(Part part, Message message) {
    return writes.check(
        part,
        ItemKey.message(message.groupId(), message.sortKey()),
        MessageWrites.isAsRead(message));
  }

  /** Deletes a row. */
  public Action deleteRow(MessageGroupRow row) {
    return writes.delete(OLD_ROW, ItemKey.row(row.userId(), row.sortKey()));
  }

  private List<Action> move(
      MessageGroup seen, MessageGroup moved, Message newest, HeadUpdate head) {
    List<Action> actions = new ArrayList<>();
    actions.add(head.build(writes, seen.id()));
    SortKey rowKey = ItemKey.rowKey(seen);
    // DynamoDB refuses a transaction with a repeated key: a row that keeps its key is only
    // replaced.
    if (!rowKey.equals(ItemKey.rowKey(moved))) {
      for (User member : seen.members()) {
        actions.add(writes.delete(OLD_ROW, ItemKey.row(member.id(), rowKey)));
      }
    }
    actions.addAll(putRows(moved, newest));
    return actions;
  }

  private Action checkHead(MessageGroup seen) {
    return writes.check(HEAD, ItemKey.head(seen.id()), HeadCondition.asSeen(seen).build());
  }

  List<Action> putRows(MessageGroup group, @Nullable Message shown) {
    SortKey rowKey = ItemKey.rowKey(group);
    return group.members().stream().map(member -> putRow(group, rowKey, member, shown)).toList();
  }

  private Action putRow(MessageGroup group, SortKey rowKey, User member, @Nullable Message shown) {
    MessageGroupRow row =
        MemberRows.of(group, rowKey, member, MemberRows.visibleTo(group, member, shown));
    return writes.put(NEW_ROW, Schemas.ROWS.itemToMap(row, true));
  }
}
