package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.MessageGroup;
import picocli.CommandLine.Command;

/** Hides a group from a user's inbox. */
@Command(
    name = "hide",
    description = {
      "Hides a group from a user's inbox until a newer message comes.",
      "'list-conversations' still lists it."
    })
final class HideCommand extends StateCommand {
  HideCommand(GlobalOptions options, Streams streams) {
    super("hide", options, streams);
  }

  @Override
  GroupStateUpdate done(GroupStateUpdate update, MessageGroup group) {
    return update.hideUpTo(group.newest().instant());
  }

  @Override
  GroupStateUpdate takenBack(GroupStateUpdate update) {
    return update.unhide();
  }
}
