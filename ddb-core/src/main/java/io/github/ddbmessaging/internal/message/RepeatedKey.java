package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.Sent;
import java.util.Optional;

/**
 * A send whose idempotency key was used before: what was sent then is its result.
 *
 * @param draft what is being sent
 * @param expected whom the group must have
 */
record RepeatedKey(Draft draft, ExpectedMembers expected) {
  private static final String KEY_USED = "The idempotency key was used in this group, ";
  private static final String NEW_KEY = "; choose a new one";

  /** Finds what was sent with the key. */
  Step<Sent> firstSent(SendAttempt attempt, IdempotencyMarker marker) {
    RequestSettings consistent = draft.settings().consistentRequests();
    return GetItems.head(consistent, marker.groupId())
        .afterWriteInDoubt()
        .then(
            head -> {
              MessageGroup group = group(head.map(GroupHead::group), marker);
              return GetItems.message(consistent, marker.groupId(), marker.message())
                  .afterWriteInDoubt()
                  .map(first -> new Sent(message(first, attempt, marker), group));
            });
  }

  private MessageGroup group(Optional<MessageGroup> found, IdempotencyMarker marker) {
    StoreSettings settings = draft.settings();
    // A made-up group in the caller's hand must not tell whether a key was used in the true one.
    if (!Membership.isUnchecked(settings) && !Membership.isMember(settings, found)) {
      throw Membership.refused(settings, marker.groupId());
    }
    MessageGroup group =
        found.orElseThrow(() -> Membership.noSuchGroup(settings, marker.groupId()));
    expected.check(group);
    return group;
  }

  private Message message(Optional<Message> first, SendAttempt attempt, IdempotencyMarker marker) {
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
