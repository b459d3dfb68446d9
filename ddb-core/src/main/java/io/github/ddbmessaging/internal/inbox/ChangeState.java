package io.github.ddbmessaging.internal.inbox;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.run.WriteInDoubt;
import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.internal.write.ConditionalWrite.Applied;
import io.github.ddbmessaging.internal.write.ConditionalWrite.Outcome;
import io.github.ddbmessaging.internal.write.ConditionalWrite.Refused;
import io.github.ddbmessaging.internal.write.StateWrites;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.internal.write.TransactionPlan.Part;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Changes what a user has read, muted, pinned or hidden of a group: one update, without a look at
 * the group. One that is refused changes nothing and returns the state as it is.
 */
public final class ChangeState {
  /** A time in UTC, a separator and an id. */
  private static final int MOST_KEY_BYTES =
      "2026-11-21T01:02:03.123456Z#".length() + Limits.ID_BYTES;

  /** Above all ids of messages of one time. */
  private static final String ABOVE_IDS = Character.toString(0x10FFFD);

  private final StoreSettings settings;
  private final String userId;
  private final String groupId;

  private ChangeState(StoreSettings settings, String userId, String groupId) {
    this.settings = settings;
    this.userId = userId;
    this.groupId = groupId;
  }

  /** Marks messages as read if the user has marked any as unread so often, and not oftener. */
  public static Operation<GroupState> markRead(
      StoreSettings settings, String userId, MessageRef ref, long unreadMarks) {
    return new Operation<>(
        "markRead",
        () -> {
          Validation.unreadMarks(unreadMarks);
          ChangeState change = mark(settings, userId, ref, "mark messages as read for");
          return change.apply(
              "Marking messages as read in",
              StateWrites.markRead(
                  settings.requests().tableName(),
                  change.key(),
                  change.reference(ref),
                  ref.sortKey(),
                  unreadMarks));
        });
  }

  /** Marks a message and all after it as unread. */
  public static Operation<GroupState> markUnread(
      StoreSettings settings, String userId, MessageRef from) {
    return new Operation<>(
        "markUnread",
        () -> {
          ChangeState change = mark(settings, userId, from, "mark messages as unread for");
          return change.apply(
              "Marking messages as unread in",
              StateWrites.markUnread(
                  settings.requests().tableName(),
                  change.key(),
                  justBelow(change.reference(from)),
                  from.sortKey(),
                  Validation.messageId(settings.ids().get())));
        });
  }

  /** Changes what an update names. */
  public static Operation<GroupState> update(
      StoreSettings settings, String userId, String groupId, GroupStateUpdate update) {
    return new Operation<>(
        "updateGroupState",
        () -> {
          Validation.userId(userId);
          Validation.groupId(groupId);
          Validation.groupStateUpdate(update);
          Membership.requireSelf(settings, userId, "change the state of a message group for");
          ChangeState change = new ChangeState(settings, userId, groupId);
          return change.apply(
              "Changing a user's state of",
              StateWrites.update(
                  settings.requests().tableName(),
                  change.key(),
                  update,
                  Validation.now(settings.requests().now())));
        });
  }

  private static ChangeState mark(
      StoreSettings settings, String userId, MessageRef ref, String what) {
    Validation.userId(userId);
    Validation.messageRef(ref);
    Membership.requireSelf(settings, userId, what);
    return new ChangeState(settings, userId, ref.groupId());
  }

  /** What other programs write may have longer keys; the state is to fit into a write unit. */
  private SortKey reference(MessageRef ref) {
    SortKey reference = settings.legacy().referenceTo(ref.sortKey(), ref.messageId());
    if (Utf8.length(reference.value()) > MOST_KEY_BYTES
        || Utf8.length(ref.sortKey().value()) > MOST_KEY_BYTES) {
      throw new InvalidInputException(
          "The message has an id of more than "
              + Limits.ID_BYTES
              + " bytes, for which a read position has no room; mark another message");
    }
    return reference;
  }

  private static SortKey justBelow(SortKey reference) {
    return SortKey.of(reference.instant().minus(1, ChronoUnit.MICROS), ABOVE_IDS);
  }

  private ItemKey key() {
    return ItemKey.state(userId, groupId);
  }

  private Step<GroupState> apply(String verb, Action write) {
    String what = verb + " message group '" + groupId + "' for user '" + userId + "'";
    return ConditionalWrite.update(settings.requests().retryingConflictsUntilTimeout(), what, write)
        .send()
        // Another program may have damaged what the write has left as it was.
        .map(
            outcome -> WriteInDoubt.decide(what, outcome instanceof Applied, () -> state(outcome)));
  }

  private GroupState state(Outcome outcome) {
    Map<String, AttributeValue> item =
        outcome instanceof Refused refused
            ? refused.itemOf(Part.STATE)
            : ((Applied) outcome).attributes();
    return item.isEmpty() ? GroupState.none(userId, groupId) : Schemas.read(Schemas.STATES, item);
  }
}
