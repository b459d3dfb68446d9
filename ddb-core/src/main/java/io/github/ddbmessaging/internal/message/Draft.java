package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.internal.write.GroupWrites;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A message that is to be sent: checked, with its id and the time of the store's clock. Its sort
 * key is still open, since it depends on the group.
 *
 * @param settings of the store
 * @param message what to send
 * @param messageId the id that every attempt of this send uses
 * @param now the clock when the send began
 */
public record Draft(StoreSettings settings, NewMessage message, String messageId, Instant now) {

  /** Checks a message, also whether the store may send it. */
  public static Draft of(StoreSettings settings, NewMessage message) {
    Validation.newMessage(message, settings.messages().maxTextLength());
    Membership.requireSelf(settings, message.senderId(), "send a message as");
    return new Draft(
        settings,
        message,
        Validation.messageId(settings.ids().get()),
        settings.messages().clock().instant().truncatedTo(ChronoUnit.MICROS));
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
    return new Message(group.id(), key, messageId, sender(group), message.text());
  }

  /** What is written of the message itself: the message and, if it has one, its idempotency key. */
  List<Action> writes(GroupWrites writes, Message made) {
    Map<String, AttributeValue> item = Schemas.MESSAGES.itemToMap(made, true);
    Validation.itemSize(Utf8.size(item));
    List<Action> actions = new ArrayList<>();
    actions.add(writes.putMessage(item));
    String key = message.idempotencyKey();
    if (key != null) {
      Instant end =
          now.plus(settings.messages().idempotencyWindow()).truncatedTo(ChronoUnit.SECONDS);
      actions.add(
          writes.putMarker(new IdempotencyMarker(made.groupId(), key, made.sortKey(), end), now));
    }
    return actions;
  }
}
