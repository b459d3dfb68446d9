package io.github.ddbmessaging.internal.sync;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.UnreadableItem;
import java.util.List;

/**
 * What some entries of a change log tell.
 *
 * @param messages the changed messages, each as it is now
 * @param purged the changed messages that are gone for good
 * @param unreadable the changed messages that can't be understood
 * @param tellsOfGroup whether an entry tells that the group itself changed
 * @param last the number of the last entry that is told
 * @param isWaiting whether the next one, or the change that it tells of, can't be seen yet
 */
record LogPage(
    List<Message> messages,
    List<MessageRef> purged,
    List<UnreadableItem> unreadable,
    boolean tellsOfGroup,
    long last,
    boolean isWaiting) {
  LogPage {
    messages = List.copyOf(messages);
    purged = List.copyOf(purged);
    unreadable = List.copyOf(unreadable);
  }

  /** Where the head tells of no entry that was not told. */
  static LogPage empty(long last) {
    return new LogPage(List.of(), List.of(), List.of(), false, last, false);
  }
}
