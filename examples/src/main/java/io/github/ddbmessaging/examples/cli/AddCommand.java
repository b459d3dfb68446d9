package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.GroupViews;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.User;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds members to a group. */
@Command(
    name = "add",
    description = "Adds members to a group that has a title, and tells who is in it then.")
final class AddCommand extends GroupCommand {
  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = UserConverter.LABEL,
      converter = UserConverter.class,
      description = "The new members.")
  private List<User> users = new ArrayList<>();

  @Option(
      names = "--history",
      description = "Let them see what was written before; default only what comes after.")
  private boolean history;

  AddCommand(GlobalOptions options, Streams streams) {
    super("add", options, streams);
  }

  @Override
  Entry change(MessagingStore store, String groupId) {
    History seen = history ? History.FROM_BEGINNING : History.FROM_JOINING;
    return GroupViews.group(store.addMembers(groupId, users, seen));
  }
}
