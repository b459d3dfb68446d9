package io.github.ddbmessaging.internal.legacy;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.KeyForm;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.table.Schemas;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Gives a message of the original application a key of this library: the same time in UTC, and its
 * id. One transaction deletes the old item and puts the new one.
 */
final class MoveMessage {
  private final RequestSettings settings;
  private final LegacyWrites writes;

  private MoveMessage(RequestSettings settings) {
    this.settings = settings.withConsistentReads();
    this.writes = new LegacyWrites(settings.tableName());
  }

  /** Returns the head as it is then. */
  static Step<GroupHead> toOwnKey(
      RequestSettings settings, GroupHead head, Map<String, AttributeValue> item) {
    return new MoveMessage(settings).move(head, item, 1);
  }

  private Step<GroupHead> move(GroupHead head, Map<String, AttributeValue> item, int attempt) {
    Message old = Schemas.read(Schemas.MESSAGES, item);
    Message moved =
        new Message(
            old.groupId(),
            KeyForm.ofMessage(old.sortKey(), old.id()),
            old.id(),
            old.sender(),
            old.content(),
            old.kind(),
            old.replyTo());
    GroupHead after =
        LegacyWrites.becomesNewest(head.group(), item, moved)
            ? new GroupHead(head.group().withNewest(moved.sortKey()), head.removed())
            : head;
    String what = "Moving a message of message group '" + old.groupId() + "'";
    return ConditionalWrite.transaction(settings, what, writes.moveMessage(head, item, moved))
        .send()
        .then(
            outcome ->
                outcome.then(
                    () -> new Step.Done<>(after),
                    refused ->
                        refused.pause(
                            attempt, next -> lookAgain(refused.head().orElse(head), item, next))));
  }

  /** The head or the message changed meanwhile, or another process has moved the message. */
  private Step<GroupHead> lookAgain(GroupHead head, Map<String, AttributeValue> item, int attempt) {
    return GetItems.item(settings, ItemKey.of(item))
        .then(now -> now.isPresent() ? move(head, now.get(), attempt) : new Step.Done<>(head));
  }
}
