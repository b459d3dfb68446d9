package io.github.ddbmessaging.internal.upkeep;

import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.internal.write.GroupWrites;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;

/** Removes a row that is not where its group's rows are, or in the list of no member. */
public final class RemoveStray {
  private final RequestSettings settings;
  private final MessageGroupRow row;
  private final GroupWrites writes;

  private RemoveStray(RequestSettings settings, MessageGroupRow row) {
    this.settings = settings;
    this.row = row;
    this.writes = new GroupWrites(settings.tableName());
  }

  /** Returns whether there was a row to remove. */
  public static Step<Boolean> ifNotInPlace(
      RequestSettings settings, MessageGroupRow row, GroupHead head) {
    return new RemoveStray(settings, row).remove(head, 1);
  }

  private Step<Boolean> remove(GroupHead head, int attempt) {
    MessageGroup group = head.group();
    if (MemberRows.isInPlace(row, group)) {
      return new Step.Done<>(false);
    }
    String what =
        "Removing the row '"
            + row.sortKey()
            + "' of user '"
            + row.userId()
            + "' for message group '"
            + group.id()
            + "'";
    return ConditionalWrite.transaction(settings, what, writes.removeStray(group, row))
        .send()
        .then(
            outcome ->
                outcome.then(
                    () -> new Step.Done<>(true),
                    refused ->
                        refused.pause(
                            attempt,
                            next ->
                                refused.head().isPresent()
                                    ? remove(refused.head().get(), next)
                                    : new Step.Done<>(false))));
  }
}
