package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.read.QueryRange;
import io.github.ddbmessaging.internal.run.Attempts;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.internal.write.ItemWrites;
import io.github.ddbmessaging.internal.write.MessageWrites;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.internal.write.TransactionPlan.Part;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageNotFoundException;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Removes a message for good: deletes it first, so that rows and change log follow, then the
 * reactions to it, and its item last, so that a purge that was cut off can be repeated.
 */
public final class PurgeMessage {
  /** One action of a transaction is left for the message. */
  private static final int MOST_REACTIONS = 99;

  private final StoreSettings settings;
  private final RequestSettings requests;
  private final MessageRef ref;
  private final String what;

  private PurgeMessage(StoreSettings settings, MessageRef ref) {
    this.settings = settings;
    this.requests = settings.consistentRequests().retryingConflictsUntilTimeout();
    this.ref = ref;
    this.what = ChangeMessage.describe("Purging", ref);
  }

  /** Tells whether the message was there. */
  public static Operation<Boolean> byRef(StoreSettings settings, MessageRef ref) {
    return new Operation<>(
        "purgeMessage",
        () -> {
          Validation.messageRef(ref);
          Membership.requireService(settings, "purge messages");
          return new PurgeMessage(settings, ref).purge(Attempts.NONE, false);
        });
  }

  private Step<Boolean> purge(Attempts before, boolean mayBeDone) {
    return Step.outcome(this::delete)
        .then(
            deleted ->
                deleted
                    .value()
                    // The deletion is written, whatever becomes of the rest.
                    .map(message -> removeItems(message, before).afterWriteInDoubt())
                    .orElseGet(() -> afterFailure(deleted.failure().orElseThrow(), mayBeDone)));
  }

  private Step<Message> delete() {
    return ChangeMessage.transactionally(
        settings,
        ref,
        DeleteMessage.VERB,
        (group, read, doubtful) -> DeleteMessage.deleted(settings, group, read));
  }

  private static Step<Boolean> afterFailure(RuntimeException failure, boolean mayBeDone) {
    if (failure instanceof MessageNotFoundException) {
      return new Step.Done<>(mayBeDone);
    }
    if (failure.getCause() instanceof MessageNotFoundException) {
      return new Step.Done<>(true);
    }
    throw failure;
  }

  private Step<Boolean> removeItems(Message deleted, Attempts before) {
    SortKey reference = settings.legacy().referenceTo(deleted.sortKey(), deleted.id());
    return QueryRange.ofReactions(ref.groupId(), reference, reference)
        .first(requests, MOST_REACTIONS + 1)
        .then(reactions -> removeItems(deleted, reactions, before));
  }

  private Step<Boolean> removeItems(
      Message deleted, List<Map<String, AttributeValue>> reactions, Attempts before) {
    List<Action> actions = new ArrayList<>();
    ItemWrites items = new ItemWrites(requests.tableName());
    boolean more = reactions.size() > MOST_REACTIONS;
    reactions.stream()
        .limit(MOST_REACTIONS)
        .forEach(item -> actions.add(items.delete(Part.REACTIONS, ItemKey.of(item))));
    if (!more) {
      actions.add(new MessageWrites(requests.tableName()).purge(deleted));
    }
    return ConditionalWrite.transaction(requests, what, actions)
        .send(before)
        .then(
            outcome ->
                outcome.then(
                    () -> more ? removeItems(deleted, Attempts.NONE) : new Step.Done<>(true),
                    refused -> refused.pause(next -> purge(next, refused.inDoubt()))));
  }
}
