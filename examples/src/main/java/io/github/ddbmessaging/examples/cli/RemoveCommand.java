package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.GroupViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes a member from a group. */
@Command(
    name = "remove",
    description = "Removes a member from a group, and tells who is in it then.")
final class RemoveCommand extends GroupCommand {
  @Parameters(index = "1", paramLabel = "USER", description = "The id of the member.")
  private String user = "";

  RemoveCommand(GlobalOptions options, Streams streams) {
    super("remove", options, streams);
  }

  @Override
  Entry change(MessagingStore store, String groupId) {
    return GroupViews.group(store.removeMember(groupId, user));
  }
}
