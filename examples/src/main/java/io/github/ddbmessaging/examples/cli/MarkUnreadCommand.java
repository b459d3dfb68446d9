package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.InboxViews;
import io.github.ddbmessaging.model.MessageRef;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Marks messages as unread. */
@Command(
    name = "mark-unread",
    description = {
      "Marks a message and all after it as unread for a user, and all before it as read.",
      "Their own messages, and what came before those, stay read."
    })
final class MarkUnreadCommand extends MessageCommand {
  @Parameters(index = "1", paramLabel = "USER", description = "The id of the member.")
  private String user = "";

  MarkUnreadCommand(GlobalOptions options, Streams streams) {
    super("mark-unread", options, streams);
  }

  @Override
  Entry change(MessagingStore store, MessageRef ref) {
    Members.groupOf(store, ref.groupId(), user);
    return InboxViews.state(store.markUnread(user, ref));
  }
}
