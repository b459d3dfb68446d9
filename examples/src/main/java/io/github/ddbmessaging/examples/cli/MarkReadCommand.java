package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.InboxViews;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Marks messages as read. */
@Command(name = "mark-read", description = "Marks a message and all before it as read by a user.")
final class MarkReadCommand extends MessageCommand {
  @Parameters(index = "1", paramLabel = "USER", description = "The id of the member who has read.")
  private String user = "";

  MarkReadCommand(GlobalOptions options, Streams streams) {
    super("mark-read", options, streams);
  }

  @Override
  Entry change(MessagingStore store, MessageRef ref) {
    Members.groupOf(store, ref.groupId(), user);
    GroupState state = store.markRead(user, ref, 0);
    // The user had marked messages as unread, and whoever types this means it all the same.
    return InboxViews.state(
        isRead(state, ref) ? state : store.markRead(user, ref, state.unreadMarks()));
  }

  private static boolean isRead(GroupState state, MessageRef ref) {
    SortKey message = SortKey.of(ref.sortKey().instant(), ref.messageId());
    return state.readUpTo() != null && message.compareTo(state.readUpTo()) <= 0;
  }
}
