package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.GroupViews;
import io.github.ddbmessaging.model.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a member another role. */
@Command(
    name = "role",
    description = {
      "Gives a member another role. Owners remove others, change roles, rename the group",
      "and delete every message; members do not."
    })
final class RoleCommand extends GroupCommand {
  @Parameters(index = "1", paramLabel = "USER", description = "The id of the member.")
  private String user = "";

  @Parameters(index = "2", paramLabel = "owner|member", description = "The new role.")
  private Role role = Role.MEMBER;

  RoleCommand(GlobalOptions options, Streams streams) {
    super("role", options, streams);
  }

  @Override
  Entry change(MessagingStore store, String groupId) {
    return GroupViews.group(store.changeRole(groupId, user, role));
  }
}
