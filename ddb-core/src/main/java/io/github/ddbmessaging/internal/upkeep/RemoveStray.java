package io.github.ddbmessaging.internal.upkeep;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.Head;
import io.github.ddbmessaging.internal.run.Retries;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.internal.write.ReKey;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.table.Keys;

/** Removes a row that is not where its group's rows are, or in the list of no member. */
public final class RemoveStray {
  private final StoreSettings settings;
  private final MessageGroupRow row;
  private final ReKey reKey;

  private RemoveStray(StoreSettings settings, MessageGroupRow row) {
    this.settings = settings;
    this.row = row;
    this.reKey = new ReKey(settings.tableName());
  }

  /** The operation; it comes to whether there was a row to remove. */
  public static Step<Boolean> of(StoreSettings settings, MessageGroupRow row, Head head) {
    return new RemoveStray(settings, row).remove(head, 1);
  }

  private Step<Boolean> remove(Head head, int attempt) {
    MessageGroup group = head.group();
    boolean inPlace =
        group.findMember(row.userId()).isPresent()
            && row.sortKey().equals(Keys.row(group.newest(), group.id()));
    if (inPlace) {
      return new Step.Done<>(false);
    }
    String what = "Removing a row of message group '" + group.id() + "'";
    return ConditionalWrite.of(settings, what, reKey.removeStray(group, row))
        .then(
            refusal ->
                refusal.isEmpty()
                    ? new Step.Done<>(true)
                    : Retries.pauseAfterRefusal(
                        settings,
                        what,
                        attempt,
                        refusal.get(),
                        () ->
                            refusal.get().hasItem()
                                ? remove(Head.of(refusal.get().item()), attempt + 1)
                                : new Step.Done<>(false)));
  }
}
