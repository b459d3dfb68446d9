package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.message.SendAttempt.GroupSource;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.run.WriteInDoubt;
import io.github.ddbmessaging.internal.write.ConditionalWrite.Refused;
import io.github.ddbmessaging.model.IdempotencyKeyReusedException;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageStatus;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import java.util.List;
import java.util.Optional;

/**
 * A send whose idempotency key was used before: what was sent then is its result. The marker and
 * the request tell it, also when the message is gone.
 *
 * @param draft what is being sent
 * @param expected whom the group must have, where the marker does not say what was sent
 */
record RepeatedKey(Draft draft, ExpectedMembers expected) {
  private static final String KEY_USED = "The idempotency key was used in this group, ";
  private static final String NEW_KEY = "; choose a new one";

  /** What was sent with the key. */
  Step<Sent> firstSent(SendAttempt attempt, Refused refused, IdempotencyMarker marker) {
    return group(attempt, refused, marker)
        .then(
            group ->
                marker.contentHash() == null
                    ? readMessage(attempt, marker, group)
                    : new Step.Done<>(new Sent(repeated(attempt, refused, marker, group), group)));
  }

  /**
   * The group as it is in the table; a made-up one in the caller's hand must not tell of the key.
   */
  private Step<MessageGroup> group(SendAttempt attempt, Refused refused, IdempotencyMarker marker) {
    Optional<MessageGroup> known =
        refused.headItem().map(item -> Membership.readHead(draft.settings(), item));
    if (known.isEmpty() && attempt.source() == GroupSource.TABLE) {
      known = Optional.ofNullable(attempt.seen());
    }
    Step<Optional<MessageGroup>> found =
        known.isPresent()
            ? new Step.Done<>(known)
            : GetItems.item(draft.settings().consistentRequests(), ItemKey.head(marker.groupId()))
                .afterWriteInDoubt()
                .map(head -> head.map(item -> Membership.readHead(draft.settings(), item)));
    return found.map(
        group ->
            WriteInDoubt.decide(
                refused.what(), refused.inDoubt(), () -> requireMember(attempt, group, marker)));
  }

  private MessageGroup requireMember(
      SendAttempt attempt, Optional<MessageGroup> found, IdempotencyMarker marker) {
    StoreSettings settings = draft.settings();
    if (!Membership.isUnchecked(settings) && !Membership.isMember(settings, found)) {
      throw Membership.refused(settings, marker.groupId());
    }
    return found
        .or(() -> seenByStreamedSend(attempt))
        .orElseThrow(() -> Membership.noSuchGroup(settings, marker.groupId()));
  }

  /** It is not refused where there is no head, so its repeat is not either. */
  private Optional<MessageGroup> seenByStreamedSend(SendAttempt attempt) {
    return Optional.ofNullable(attempt.seen())
        .filter(seen -> draft.settings().messages().sendMode() == SendMode.STREAMED);
  }

  private Message repeated(
      SendAttempt attempt, Refused refused, IdempotencyMarker marker, MessageGroup group) {
    if (!draft.contentHash().equals(marker.contentHash())) {
      throw new IdempotencyKeyReusedException(
          "The idempotency key was used in message group '"
              + group.id()
              + "' for something else"
              + NEW_KEY);
    }
    SortKey key = marker.message();
    return new Message(
        group.id(),
        key,
        key.value().substring(key.value().indexOf('#') + 1),
        WriteInDoubt.decide(refused.what(), refused.inDoubt(), () -> draft.sender(group)),
        attempt.message().content(),
        attempt.message().kind(),
        attempt.message().replyTo(),
        MessageStatus.sentUntil(draft.expiresAt(key)),
        List.of());
  }

  /** A marker of the first version does not say what was sent; the message does, if it is there. */
  private Step<Sent> readMessage(
      SendAttempt attempt, IdempotencyMarker marker, MessageGroup group) {
    expected.check(group);
    RequestSettings consistent = draft.settings().consistentRequests();
    return GetItems.message(consistent, ItemKey.message(marker.groupId(), marker.message()))
        .afterWriteInDoubt()
        .map(first -> new Sent(ofFirstVersion(first, attempt, marker), group));
  }

  private Message ofFirstVersion(
      Optional<Message> first, SendAttempt attempt, IdempotencyMarker marker) {
    Message sent =
        first
            .or(() -> ownOf(attempt, marker))
            .orElseThrow(
                () -> new InvalidInputException(KEY_USED + "and the message is gone" + NEW_KEY));
    if (!sent.sender().id().equals(draft.message().senderId())) {
      throw new InvalidInputException(KEY_USED + "by another sender" + NEW_KEY);
    }
    return sent;
  }

  /** This send's own message, if the key stands for it: written, and deleted by somebody since. */
  private static Optional<Message> ownOf(SendAttempt attempt, IdempotencyMarker marker) {
    return Optional.of(attempt.message()).filter(own -> own.sortKey().equals(marker.message()));
  }
}
