package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.GroupViews;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.ReadPosition;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells who is in a group. */
@Command(name = "members", description = "Tells who is in a group, and the group's title.")
final class MembersCommand extends TableCommand {
  @Parameters(paramLabel = "GROUP", description = "The group's id.")
  private String group = "";

  @Option(
      names = "--read",
      description = "Tell how far each has read, too, for another read of an item for each.")
  private boolean read;

  @Mixin private final ActingOption acting = new ActingOption();

  MembersCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  int run(Session session) {
    MessagingStore store = acting.of(session.store()).withConsistentReads();
    MessageGroup found = Members.group(store, group);
    List<ReadPosition> positions = read ? store.listReadPositions(found) : List.of();
    session.printer().print(GroupViews.groupWithPositions(found, positions));
    return 0;
  }
}
