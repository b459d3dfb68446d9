package io.github.ddbmessaging.internal.legacy;

import io.github.ddbmessaging.internal.item.KeyForm;
import io.github.ddbmessaging.internal.read.Listing;
import io.github.ddbmessaging.internal.read.QueryRange;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.MessageWrites;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.Optional;

/**
 * The head that a group gets when it is adopted. One with messages of this library had a head that
 * was lost: its change log and its numbers go on where they were, two queries more.
 */
final class LostHead {
  /** Among so many newest messages the last number is looked for; streamed ones have none. */
  private static final int MOST_MESSAGES = 100;

  private LostHead() {}

  static Step<GroupHead> of(
      RequestSettings settings, MessageGroup group, Optional<Message> newest) {
    if (newest.isEmpty() || KeyForm.isOld(newest.get().sortKey())) {
      return new Step.Done<>(new GroupHead(group, null));
    }
    return lastChange(settings, group.id())
        .then(
            changes ->
                lastNumber(settings, group.id())
                    .map(
                        number ->
                            new GroupHead(
                                new MessageGroup(
                                    group.id(),
                                    group.newest(),
                                    group.members(),
                                    group.title(),
                                    group.createdAt(),
                                    group.version(),
                                    number),
                                null,
                                changes,
                                null)));
  }

  private static Step<Long> lastChange(RequestSettings settings, String groupId) {
    return new QueryRange(
            Keys.messagePartition(groupId), Keys.log(1), Keys.log(Long.MAX_VALUE), true)
        .first(settings, 1)
        .map(
            items ->
                items.stream()
                    .map(item -> Schemas.read(Schemas.LOG, item))
                    .map(LogEntry::number)
                    .findFirst()
                    .orElse(0L));
  }

  private static Step<Long> lastNumber(RequestSettings settings, String groupId) {
    return new QueryRange(
            Keys.messagePartition(groupId), Listing.LOWEST_TIME, Listing.HIGHEST_TIME, true)
        .first(settings, MOST_MESSAGES)
        .map(items -> items.stream().mapToLong(MessageWrites::number).max().orElse(0));
  }
}
