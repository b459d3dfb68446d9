package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.output.InboxViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Counts what a user has not read of a group. */
@Command(
    name = "unread",
    description = "Counts the messages of a group that a user has not read, up to 100.")
final class UnreadCommand extends TableCommand {
  @Parameters(index = "0", paramLabel = "GROUP", description = "The group's id.")
  private String group = "";

  @Parameters(index = "1", paramLabel = "USER", description = "The id of the member.")
  private String user = "";

  @Mixin private final ActingOption acting = new ActingOption();

  UnreadCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  int run(Session session) {
    // Who has just marked messages as read wants to see that.
    session
        .printer()
        .print(
            InboxViews.unread(
                group,
                user,
                acting.of(session.store()).withConsistentReads().countUnread(user, group)));
    return 0;
  }
}
