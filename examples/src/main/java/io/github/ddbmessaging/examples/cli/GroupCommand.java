package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.Entry;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that changes one group, or what one user has noted of it. */
abstract class GroupCommand extends TableCommand {
  private final String name;

  @Parameters(index = "0", paramLabel = "GROUP", description = "The group's id.")
  private String group = "";

  @Mixin private final ActingOption acting = new ActingOption();

  @Mixin private final ProductionGuard guard = new ProductionGuard();

  /**
   * Takes what every command needs.
   *
   * @param name the command's name
   * @param options what the tool was told
   * @param streams what it reads and prints to
   */
  GroupCommand(String name, GlobalOptions options, Streams streams) {
    super(options, streams);
    this.name = name;
  }

  @Override
  final void prepare() {
    guard.requireMeant(options(), name + " writes to");
  }

  @Override
  final int run(Session session) {
    session.printer().print(change(acting.of(session.store()), group));
    return 0;
  }

  /**
   * Changes the group.
   *
   * @param store acts for whom the change is made
   * @param groupId which group
   * @return how it is now
   */
  abstract Entry change(MessagingStore store, String groupId);
}
