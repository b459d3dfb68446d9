package io.github.ddbmessaging.internal.legacy;

import io.github.ddbmessaging.internal.read.NewestLive;
import io.github.ddbmessaging.internal.read.QueryRange;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.LogNumber;
import io.github.ddbmessaging.internal.write.MessageWrites;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import java.util.Optional;

/**
 * The head that a group gets when it is adopted. One of which this library wrote any message or row
 * had a head that was lost: its change log and its numbers go on where they were, two queries more.
 * The rows tell its title and from where on members may see; who owned it, and when they joined, is
 * lost.
 */
final class LostHead {
  /** Among so many newest messages the last number is looked for; streamed ones have none. */
  private static final int MOST_MESSAGES = 100;

  private LostHead() {}

  /**
   * What a group gets.
   *
   * @param head its head
   * @param shown the message that its rows show, if any is left
   */
  record Found(GroupHead head, Optional<Message> shown) {}

  static Step<Found> of(RequestSettings settings, OldGroup old, MessageGroup group) {
    return head(settings, old, group).then(head -> withShown(settings, head, old.newest()));
  }

  /** Rows show no tombstone: the newest live message is looked for, as after any deletion. */
  private static Step<Found> withShown(
      RequestSettings settings, GroupHead head, Optional<Message> newest) {
    return newest
        .filter(message -> !message.isLive(settings.now()))
        .map(
            dead ->
                NewestLive.below(settings, dead.groupId(), dead.sortKey())
                    .map(left -> new Found(showing(head, dead, left), left)))
        .orElseGet(() -> new Step.Done<>(new Found(head, newest)));
  }

  private static GroupHead showing(GroupHead head, Message dead, Optional<Message> left) {
    return new GroupHead(
        head.group(),
        dead.isDeleted() ? dead.sortKey() : null,
        head.changes(),
        new GroupHead.Shown(dead.sortKey(), left.map(Message::sortKey).orElse(null)));
  }

  private static Step<GroupHead> head(RequestSettings settings, OldGroup old, MessageGroup group) {
    return old.hadHead()
        ? LogNumber.last(settings, group.id())
            .then(
                changes ->
                    lastNumber(settings, group.id())
                        .map(number -> new GroupHead(numbered(group, number), null, changes, null)))
        : new Step.Done<>(new GroupHead(group, null));
  }

  private static MessageGroup numbered(MessageGroup group, long messages) {
    return new MessageGroup(
        group.id(),
        group.newest(),
        group.members(),
        group.title(),
        group.createdAt(),
        group.version(),
        messages,
        group.isDirect(),
        group.access());
  }

  private static Step<Long> lastNumber(RequestSettings settings, String groupId) {
    return QueryRange.ofNewestMessages(groupId)
        .first(settings, MOST_MESSAGES)
        .map(items -> items.stream().mapToLong(MessageWrites::number).max().orElse(0));
  }
}
