package io.github.ddbmessaging.internal.legacy;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.Head;
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.read.Lookups;
import io.github.ddbmessaging.internal.run.Retries;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.internal.write.ReKey;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Gives a message of the original application a key of this library: the same time in UTC, and its
 * id. The old item goes in the transaction in which the new one comes.
 */
final class MoveMessage {
  private final StoreSettings settings;
  private final ReKey reKey;

  private MoveMessage(StoreSettings settings) {
    this.settings = settings.withConsistentReads();
    this.reKey = new ReKey(settings.tableName());
  }

  /** The operation; it comes to the head as it is then. */
  static Step<Head> of(StoreSettings settings, Head head, Map<String, AttributeValue> item) {
    return new MoveMessage(settings).move(head, item, 1);
  }

  private Step<Head> move(Head head, Map<String, AttributeValue> item, int attempt) {
    Message old = Schemas.read(Schemas.MESSAGES, item);
    Message moved = new Message(old.groupId(), newKey(old), old.id(), old.sender(), old.text());
    String what = "Moving a message of message group '" + old.groupId() + "'";
    boolean leads =
        old.sortKey().equals(head.group().newest())
            || moved.createdAt().isAfter(head.group().newest().instant());
    Head after = leads ? new Head(head.group().withNewest(moved.sortKey()), head.removed()) : head;
    return ConditionalWrite.of(settings, what, reKey.moveMessage(head, item, moved))
        .then(
            refusal ->
                refusal.isEmpty()
                    ? new Step.Done<>(after)
                    : Retries.pauseAfterRefusal(
                        settings,
                        what,
                        attempt,
                        refusal.get(),
                        () -> lookAgain(Head.in(refusal.get()).orElse(head), item, attempt + 1)));
  }

  /** The head or the message changed meanwhile, or somebody else has moved it. */
  private Step<Head> lookAgain(Head head, Map<String, AttributeValue> item, int attempt) {
    return Lookups.item(
            settings,
            Items.key(Items.keyPart(item, Attributes.PK), Items.keyPart(item, Attributes.SK)))
        .then(now -> now.isPresent() ? move(head, now.get(), attempt) : new Step.Done<>(head));
  }

  private static SortKey newKey(Message message) {
    return SortKey.of(message.createdAt(), message.id());
  }
}
