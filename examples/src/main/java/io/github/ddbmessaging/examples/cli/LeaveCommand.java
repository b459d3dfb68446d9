package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.GroupViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a user out of a group. */
@Command(
    name = "leave",
    description = {
      "Takes a user out of a group at their own wish. When the last owner leaves, the",
      "member who joined first becomes one."
    })
final class LeaveCommand extends GroupCommand {
  @Parameters(index = "1", paramLabel = "USER", description = "The id of the member who leaves.")
  private String user = "";

  LeaveCommand(GlobalOptions options, Streams streams) {
    super("leave", options, streams);
  }

  @Override
  Entry change(MessagingStore store, String groupId) {
    return GroupViews.left(groupId, user, store.leaveGroup(groupId, user));
  }
}
