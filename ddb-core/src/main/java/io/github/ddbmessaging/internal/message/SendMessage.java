package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Pattern C: sends a message into a group. */
public final class SendMessage {
  private static final String NAME = "createMessage";

  /** Longer than any name that is written; the original application had no limits. */
  private static final int MOST_NAME_LENGTH = 1_024;

  /** No clock of a store says so. */
  private static final Instant LAST_TIMES = Instant.parse("9999-01-01T00:00:00Z");

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
    return cached(draft, groupId)
        .map(seen -> Send.intoGroupAsSeen(draft, seen))
        .orElseGet(() -> sendAfterReading(draft, groupId));
  }

  /** A cached group in which the sender is no member may be old: then the head tells. */
  private static Optional<MessageGroup> cached(Draft draft, String groupId) {
    StoreSettings.Messages settings = draft.settings().messages();
    return settings.sendMode() == SendMode.STREAMED
        ? Optional.empty()
        : new CachedGroups(settings.groupCache())
            .find(groupId)
            .filter(SendMessage::isPossible)
            .filter(seen -> seen.findMember(draft.message().senderId()).isPresent());
  }

  private static Step<Sent> sendAfterReading(Draft draft, String groupId) {
    StoreSettings settings = draft.settings();
    return GetItems.item(settings.consistentRequests(), ItemKey.head(groupId))
        .map(head -> head.map(item -> Membership.readHead(settings, item)))
        .then(group -> group.isPresent() ? new Step.Done<>(group) : adopt(draft, groupId))
        .map(group -> group.orElseThrow(() -> Membership.noSuchGroup(settings, groupId)))
        .then(
            group -> {
              draft.requireSender(group);
              return Send.intoGroup(draft, group);
            });
  }

  private static Step<Sent> send(StoreSettings settings, MessageGroup seen, NewMessage message) {
    Validation.groupId(seen.id());
    // A lone put has no condition on the head that would show whether the sender is a member.
    boolean unchecked =
        settings.messages().sendMode() == SendMode.STREAMED && !Membership.isUnchecked(settings);
    if (unchecked || !isPossible(seen)) {
      return send(settings, seen.id(), message);
    }
    Draft draft = Draft.of(settings, message);
    draft.requireSender(seen);
    return Send.intoGroupAsSeen(draft, seen);
  }

  private static Step<Optional<MessageGroup>> adopt(Draft draft, String groupId) {
    StoreSettings settings = draft.settings();
    return settings
        .legacy()
        .adopt(
            settings.requests(), groupId, Set.of(draft.message().senderId()), draft::requireSender)
        .map(head -> head.map(GroupHead::group));
  }

  /**
   * DynamoDB refuses a transaction with a repeated key, over 100 actions or too large an item; and
   * after the last time there is no later one.
   */
  private static boolean isPossible(MessageGroup seen) {
    return seen.newest().instant().isBefore(LAST_TIMES)
        && seen.members().size() <= Limits.MEMBERS
        && ExpectedMembers.ids(seen.members()).size() == seen.members().size()
        && seen.members().stream().allMatch(SendMessage::isShort)
        && ExpectedMembers.ids(seen.members()).containsAll(seen.access().keySet())
        && seen.access().values().stream().allMatch(SendMessage::isStorable)
        && (seen.title() == null || seen.title().length() <= MOST_NAME_LENGTH);
  }

  private static boolean isStorable(MemberAccess access) {
    return access.joinedAt() == null
        || (access.joinedAt().isBefore(LAST_TIMES) && access.joinedAt().isAfter(Instant.EPOCH));
  }

  private static boolean isShort(User member) {
    return member.id().length() <= MOST_NAME_LENGTH
        && member.displayName().length() <= MOST_NAME_LENGTH
        && member.handle().length() <= MOST_NAME_LENGTH;
  }
}
