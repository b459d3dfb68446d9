package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.MessageGroup;
import picocli.CommandLine.Command;

/** Pins a group for a user. */
@Command(
    name = "pin",
    description = "Pins a group for a user; 'inbox --pinned' lists those, the last pinned first.")
final class PinCommand extends StateCommand {
  PinCommand(GlobalOptions options, Streams streams) {
    super("pin", options, streams);
  }

  @Override
  GroupStateUpdate done(GroupStateUpdate update, MessageGroup group) {
    return update.pin();
  }

  @Override
  GroupStateUpdate takenBack(GroupStateUpdate update) {
    return update.unpin();
  }
}
