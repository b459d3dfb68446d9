package io.github.ddbmessaging.internal.upkeep;

import io.github.ddbmessaging.internal.access.LegacyGroups;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.Condition;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.internal.write.ItemWrites;
import io.github.ddbmessaging.internal.write.TransactionPlan.Part;
import io.github.ddbmessaging.model.GroupState;
import java.util.List;

/**
 * Deletes what users have noted of a group that is gone. A user may mute or pin a group before its
 * first message, so a state counts only if it tells how far the user has read or hidden it: there
 * were messages then.
 */
final class SweepStates {
  private SweepStates() {}

  /** Tells whether it deleted the state. */
  static Step<Boolean> ifGroupIsGone(
      RequestSettings settings, LegacyGroups legacy, GroupState state) {
    return isGroupGone(settings, legacy, state)
        .then(gone -> gone ? delete(settings, state) : new Step.Done<>(false));
  }

  /**
   * Whether a group was there, and has no head now, and the user no row of it as one that is not
   * adopted yet.
   */
  static Step<Boolean> isGroupGone(
      RequestSettings settings, LegacyGroups legacy, GroupState state) {
    if (state.readUpTo() == null && state.hiddenUpTo() == null) {
      return new Step.Done<>(false);
    }
    return GetItems.item(settings, ItemKey.head(state.groupId()))
        .then(
            head ->
                head.isPresent()
                    ? new Step.Done<>(false)
                    : legacy.rows(settings, state.groupId(), state.userId()).map(List::isEmpty));
  }

  private static Step<Boolean> delete(RequestSettings settings, GroupState state) {
    ItemWrites writes = new ItemWrites(settings.tableName());
    ItemKey key = ItemKey.state(state.userId(), state.groupId());
    return ConditionalWrite.transaction(
            settings,
            "Removing the item '" + key.sk() + "' of user '" + state.userId() + "'",
            List.of(
                writes.check(Part.HEAD, ItemKey.head(state.groupId()), Condition.DOES_NOT_EXIST),
                writes.delete(Part.STATE, key)))
        .send()
        .then(
            outcome ->
                outcome.then(() -> new Step.Done<>(true), refused -> new Step.Done<>(false)));
  }
}
