package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import java.util.Optional;
import java.util.Set;

/** Pattern C: sends a message into a group. */
public final class SendMessage {
  private static final String NAME = "createMessage";

  private SendMessage() {}

  /** Sends into a group of which only the id is known. */
  public static Operation<Sent> byGroupId(
      StoreSettings settings, String groupId, NewMessage message) {
    return new Operation<>(NAME, () -> send(settings, groupId, message));
  }

  /** Sends into a group as last seen, without reading it first. */
  public static Operation<Sent> toGroupAsSeen(
      StoreSettings settings, MessageGroup seen, NewMessage message) {
    return new Operation<>(NAME, () -> send(settings, seen, message));
  }

  private static Step<Sent> send(StoreSettings settings, String groupId, NewMessage message) {
    Validation.groupId(groupId);
    Draft draft = Draft.of(settings, message);
    return GetItems.head(settings.consistentRequests(), groupId)
        .then(head -> head.isPresent() ? new Step.Done<>(head) : adopt(draft, groupId))
        .map(
            head ->
                head.map(GroupHead::group)
                    .orElseThrow(() -> Membership.noSuchGroup(settings, groupId)))
        .then(group -> Send.intoGroup(draft, group));
  }

  private static Step<Sent> send(StoreSettings settings, MessageGroup seen, NewMessage message) {
    Validation.groupId(seen.id());
    // A lone put has no condition on the head that would show whether the sender is a member.
    boolean unchecked =
        settings.messages().sendMode() == SendMode.STREAMED && !Membership.isUnchecked(settings);
    return unchecked || !isPossible(seen)
        ? send(settings, seen.id(), message)
        : Send.intoGroupAsSeen(Draft.of(settings, message), seen);
  }

  private static Step<Optional<GroupHead>> adopt(Draft draft, String groupId) {
    StoreSettings settings = draft.settings();
    return settings
        .legacy()
        .adopt(
            settings.requests(), groupId, Set.of(draft.message().senderId()), draft::requireSender);
  }

  /** DynamoDB refuses a transaction with a repeated key or with over 100 actions. */
  private static boolean isPossible(MessageGroup seen) {
    return seen.members().size() <= Limits.MEMBERS
        && ExpectedMembers.ids(seen.members()).size() == seen.members().size();
  }
}
