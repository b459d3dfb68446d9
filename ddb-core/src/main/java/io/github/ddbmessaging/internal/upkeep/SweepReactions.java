package io.github.ddbmessaging.internal.upkeep;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.Condition;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.internal.write.ItemWrites;
import io.github.ddbmessaging.internal.write.TransactionPlan.Part;
import io.github.ddbmessaging.model.UserReactions;
import java.util.List;

/** Deletes the reactions to a message that has expired, or that another program has deleted. */
final class SweepReactions {
  private SweepReactions() {}

  /** Tells whether it deleted them. */
  static Step<Boolean> ifMessageIsGone(RequestSettings settings, UserReactions reactions) {
    ItemKey message = ItemKey.message(reactions.groupId(), reactions.message());
    return ReferredMessage.exists(settings, reactions.groupId(), reactions.message())
        .then(exists -> exists ? kept() : delete(settings, reactions, message));
  }

  private static Step<Boolean> delete(
      RequestSettings settings, UserReactions reactions, ItemKey message) {
    ItemWrites writes = new ItemWrites(settings.tableName());
    ItemKey key = ItemKey.reactions(reactions);
    return ConditionalWrite.transaction(
            settings,
            "Removing the item '" + key.sk() + "' of message group '" + reactions.groupId() + "'",
            List.of(
                writes.check(Part.MESSAGE, message, Condition.DOES_NOT_EXIST),
                writes.delete(Part.REACTIONS, key)))
        .send()
        .then(outcome -> outcome.then(() -> new Step.Done<>(true), refused -> kept()));
  }

  private static Step<Boolean> kept() {
    return new Step.Done<>(false);
  }
}
