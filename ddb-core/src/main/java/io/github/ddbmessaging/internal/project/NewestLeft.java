package io.github.ddbmessaging.internal.project;

import io.github.ddbmessaging.internal.item.KeyForm;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.SortKey;
import java.util.Optional;

/** What follows from the newest message that is left, beside the one that the head names. Pure. */
final class NewestLeft {
  private NewestLeft() {}

  /** Whether the record of a message may have come after the message was deleted. */
  static boolean mayBeLate(GroupHead head, Message message) {
    return head.mayBeRemoved(message.sortKey());
  }

  /** Whether the newest message is gone and the head does not say so yet. */
  static boolean isUnnotedRemoval(GroupHead head, Optional<Message> left) {
    SortKey shown = head.group().newest();
    boolean newestIsGone = left.isEmpty() || left.get().sortKey().compareTo(shown) < 0;
    return newestIsGone && !head.mayBeRemoved(shown);
  }

  /**
   * A key of the original application may stand above those of later messages. Once it is gone,
   * deleted or migrated, the rows must not stay at its time.
   */
  static Optional<Message> laterOfOldKey(SortKey shown, Optional<Message> left) {
    return left.filter(message -> message.sortKey().compareTo(shown) < 0 && KeyForm.isOld(shown))
        .filter(message -> !message.createdAt().isBefore(shown.instant()));
  }
}
