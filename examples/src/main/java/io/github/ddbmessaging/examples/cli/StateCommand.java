package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.InboxViews;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.MessageGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that changes what one user has noted of one group, or takes that back. */
abstract class StateCommand extends GroupCommand {
  @Parameters(index = "1", paramLabel = "USER", description = "The id of the member.")
  private String user = "";

  @Option(names = "--undo", description = "Take it back instead.")
  private boolean undo;

  StateCommand(String name, GlobalOptions options, Streams streams) {
    super(name, options, streams);
  }

  @Override
  final Entry change(MessagingStore store, String groupId) {
    MessageGroup group = Members.groupOf(store, groupId, user);
    GroupStateUpdate update = GroupStateUpdate.begin();
    return InboxViews.state(
        store.updateGroupState(user, groupId, undo ? takenBack(update) : done(update, group)));
  }

  /**
   * Adds what the command does.
   *
   * @param update what to add to
   * @param group the group as it is
   * @return the update
   */
  abstract GroupStateUpdate done(GroupStateUpdate update, MessageGroup group);

  /**
   * Adds what takes that back.
   *
   * @param update what to add to
   * @return the update
   */
  abstract GroupStateUpdate takenBack(GroupStateUpdate update);
}
