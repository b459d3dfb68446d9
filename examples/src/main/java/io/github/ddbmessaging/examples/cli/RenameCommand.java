package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.GroupViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a group another title. */
@Command(name = "rename", description = "Gives a group another title.")
final class RenameCommand extends GroupCommand {
  @Parameters(
      index = "1",
      paramLabel = "TITLE",
      description = "The new title, behind -- if it begins with '-'.")
  private String title = "";

  RenameCommand(GlobalOptions options, Streams streams) {
    super("rename", options, streams);
  }

  @Override
  Entry change(MessagingStore store, String groupId) {
    return GroupViews.group(store.renameGroup(groupId, title));
  }
}
