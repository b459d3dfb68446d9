package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemSize;
import io.github.ddbmessaging.internal.item.MarkerEnd;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.internal.write.GroupWrites;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageKind;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessageStatus;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A message that is to be sent: checked, with its id and the time of the store's clock. Its sort
 * key is still open, since it depends on the group.
 *
 * @param settings of the store
 * @param message what to send
 * @param messageId the id that every attempt of this send uses
 * @param newGroup the group that is created with it, or null if none is
 * @param now the clock when the send began
 */
public record Draft(
    StoreSettings settings,
    NewMessage message,
    String messageId,
    @Nullable NewGroup newGroup,
    Instant now) {
  /** A key that is further ahead was pushed there by an old key in another zone. */
  private static final Duration MOST_AHEAD = Duration.ofMinutes(1);

  /** Zones are not that far apart: a clock is wrong, and its time would mislead. */
  private static final Duration WIDEST_ZONES = Duration.ofHours(27);

  /** Checks a message, also whether the store may send it. */
  static Draft of(StoreSettings settings, NewMessage message) {
    return of(settings, message, null);
  }

  /** Checks the first message of a group that is to be created. */
  public static Draft of(StoreSettings settings, NewMessage message, @Nullable NewGroup newGroup) {
    Validation.newMessage(message, settings.messages().maxTextLength());
    Membership.requireSelf(settings, message.senderId(), "send a message as");
    if (message.kind() == MessageKind.SYSTEM && !Membership.isUnchecked(settings)) {
      throw new InvalidInputException(
          "A store that acts for a user sends no system messages; use one that acts for nobody");
    }
    return new Draft(
        settings,
        message,
        Validation.messageId(settings.ids().get()),
        newGroup,
        Validation.now(Timestamps.cut(settings.requests().now())));
  }

  /** The sender as a member of the group. */
  User sender(MessageGroup group) {
    return group
        .findMember(message.senderId())
        .orElseThrow(() -> Membership.notAMember(message.senderId(), group.id()));
  }

  /** Refuses to send into a group in which the sender is no member. */
  void requireSender(MessageGroup group) {
    User unused = sender(group);
  }

  Message toMessage(MessageGroup group, SortKey key) {
    Validation.replyTo(message, group.id());
    return new Message(
        group.id(),
        key,
        messageId,
        sender(group),
        message.content(),
        message.kind(),
        canonical(message.replyTo()),
        MessageStatus.sentUntil(expiresAt(key)),
        List.of());
  }

  /** When the message expires: it follows from its key, so that a repeat says the same. */
  @Nullable Instant expiresAt(SortKey key) {
    Duration lifetime =
        message.lifetime() == null ? settings.messages().lifetime() : message.lifetime();
    if (lifetime == null) {
      return null;
    }
    Instant end = key.instant().plus(lifetime);
    Instant second = end.truncatedTo(ChronoUnit.SECONDS);
    return end.equals(second) ? second : second.plusSeconds(1);
  }

  /** References hold a message's time in UTC and its id: a migration does not change these. */
  private @Nullable MessageRef canonical(@Nullable MessageRef ref) {
    return ref == null
        ? null
        : new MessageRef(
            ref.groupId(),
            settings.legacy().referenceTo(ref.sortKey(), ref.messageId()),
            ref.messageId());
  }

  /**
   * What is written of the message itself: the message and, if it has one, its idempotency key.
   *
   * @param number which transactional send of the group it is, or 0 if it is none
   */
  List<Action> writes(GroupWrites writes, Message made, long number) {
    Map<String, AttributeValue> item = new HashMap<>(Schemas.MESSAGES.itemToMap(made, true));
    boolean isPushed = isPushed(made);
    if (isPushed) {
      item.put(Attributes.SENT_AT, AttributeValue.fromS(Timestamps.format(now)));
    }
    if (number > 0) {
      item.put(Attributes.NUMBER, AttributeValue.fromN(Long.toString(number)));
    }
    Validation.itemSize(ItemSize.of(item));
    List<Action> actions = new ArrayList<>();
    actions.add(writes.putMessage(item));
    String key = message.idempotencyKey();
    if (key != null) {
      actions.add(
          writes.putMarker(
              new IdempotencyMarker(
                  made.groupId(), key, made.sortKey(), contentHash(), markerEnd(made))));
    } else if (isPushed && number == 0) {
      // Of a transaction the head's condition and the token are enough.
      actions.add(writes.checkNotMoved(made));
    }
    return actions;
  }

  /** Whether keys of the original application have pushed it ahead, so that it may be moved. */
  boolean isPushed(Message made) {
    Duration ahead = Duration.between(now, made.createdAt());
    return ahead.compareTo(MOST_AHEAD) > 0 && ahead.compareTo(WIDEST_ZONES) < 0;
  }

  /** Tells a send that repeats this one from another with the same idempotency key. */
  String contentHash() {
    return ContentHash.of(message, newGroup);
  }

  /** The margin keeps a key for the whole window though the sender's clock is 2 days behind. */
  private Instant markerEnd(Message made) {
    return MarkerEnd.of(now, made.createdAt(), settings.messages().idempotencyWindow());
  }
}
