package io.github.ddbmessaging.internal.write;

import static io.github.ddbmessaging.internal.write.Condition.DOES_NOT_EXIST;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.LOG_ENTRY;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.SHOWN;

import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The writes beside the change of a message: an entry in the group's change log, at the number that
 * the head gives it, and the rows, if they show the message. Pure.
 */
public final class LogWrites {
  private final ItemWrites items;
  private final GroupWrites groups;

  public LogWrites(String tableName) {
    this.items = new ItemWrites(tableName);
    this.groups = new GroupWrites(tableName);
  }

  /** Logs the change of a message that the rows do not show. */
  public List<Action> log(GroupHead seen, Message changed, LogEntry entry) {
    SortKey key = changed.sortKey();
    boolean aboveNewest = key.compareTo(seen.group().newest()) > 0;
    return log(
        seen,
        entry,
        aboveNewest
            // The record of the message as it was sent may come later.
            ? new HeadUpdate(HeadCondition.asSeen(seen).andChanges(seen)).removed(gone(seen, key))
            : new HeadUpdate(HeadCondition.notShowing(seen, key)));
  }

  /** Logs the change of the message that the rows show, and lets them show another or the same. */
  public List<Action> logShown(
      GroupHead seen, Message changed, @Nullable Message shown, LogEntry entry) {
    HeadUpdate head =
        new HeadUpdate(HeadCondition.asSeen(seen).andVersion(seen.group()).andChanges(seen))
            .raiseVersion()
            .shown(seen, shown);
    if (changed.isDeleted() && changed.sortKey().equals(seen.group().newest())) {
      head.removed(gone(seen, changed.sortKey()));
    }
    List<Action> actions = log(seen, entry, head);
    if (shown != null && !shown.sortKey().equals(changed.sortKey())) {
      actions.add(groups.checkMessage(SHOWN, shown));
    }
    actions.addAll(groups.putRows(seen.group(), shown));
    return actions;
  }

  private List<Action> log(GroupHead seen, LogEntry entry, HeadUpdate head) {
    List<Action> actions = new ArrayList<>();
    actions.add(head.changes(entry.number()).build(items, seen.group().id()));
    actions.add(items.put(LOG_ENTRY, Schemas.LOG.itemToMap(entry, true), DOES_NOT_EXIST));
    return actions;
  }

  /** The highest message that is gone or changed: null if the head says so already. */
  private static @Nullable SortKey gone(GroupHead seen, SortKey changed) {
    return seen.mayBeRemoved(changed) ? null : changed;
  }
}
