package io.github.ddbmessaging.examples.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes the table. */
@Command(name = "drop", description = "Deletes the table with all that is in it.")
final class DropCommand extends TableCommand {
  @Mixin private final ProductionGuard guard = new ProductionGuard();

  DropCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  int run(Session session) {
    guard.check(
        session, options(), "drop deletes table '" + session.tableName() + "' for good, with");
    session.table().delete();
    session.printer().note("Deleted table '" + session.tableName() + "'.");
    return 0;
  }
}
