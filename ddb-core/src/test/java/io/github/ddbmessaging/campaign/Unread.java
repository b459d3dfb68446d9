package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a user has not read of a group, counted by hand from all that the table holds.
 *
 * @param state what the user has marked
 * @param group the group, of which the user is a member
 * @param messages all messages that are there
 */
record Unread(GroupState state, MessageGroup group, List<Message> messages) {

  /** As the table is now. */
  static Unread of(Model model, Group group, String user) {
    Map<String, AttributeValue> item = model.table.item(ItemKey.state(user, group.id));
    return new Unread(
        Optional.ofNullable(item)
            .map(found -> Schemas.read(Schemas.STATES, found))
            .orElseGet(() -> GroupState.none(user, group.id)),
        Schemas.read(Schemas.HEADS, model.table.item(ItemKey.head(group.id))).group(),
        model.messages(group).stream()
            .map(message -> Schemas.read(Schemas.MESSAGES, message))
            .toList());
  }

  /** How many live messages of others are above all that the user has read, written or may see. */
  int count(Instant now) {
    int count = 0;
    for (Message message : messages) {
      SortKey key = message.sortKey();
      boolean live = !message.isDeleted() && !message.status().isExpired(now);
      if (live && isOwn(message)) {
        count = 0;
      } else if (live && isAbove(key, state.readUpTo()) && isAbove(key, visibleFrom())) {
        count++;
      }
    }
    return count;
  }

  private boolean isOwn(Message message) {
    return message.sender().id().equals(state.userId());
  }

  private SortKey visibleFrom() {
    return group.accessOf(state.userId()).visibleFrom();
  }

  private static boolean isAbove(SortKey key, SortKey bound) {
    return bound == null || key.compareTo(bound) > 0;
  }

  /** Whether the user has hidden the group, and nothing has come since. */
  boolean isHidden() {
    Instant upTo = state.hiddenUpTo();
    return upTo != null && !group.newest().instant().isAfter(upTo);
  }
}
