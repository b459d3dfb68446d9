package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.model.RebuildReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Writes all group rows anew from the messages. */
@Command(
    name = "rebuild",
    description = "Writes the lists of conversations anew from the messages.")
final class RebuildCommand extends PagedCommand {
  private long groups;
  private long removed;

  RebuildCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  Part page(Session session, @Nullable String position) {
    RebuildReport report = session.store().rebuildRows(position, ITEMS_PER_PAGE);
    groups += report.groups();
    removed += report.rowsRemoved();
    return new Part(report.itemsRead(), report.problems(), report.next());
  }

  @Override
  String summary() {
    return "lists of "
        + Views.count(groups, "group")
        + " written, "
        + Views.count(removed, "row")
        + " removed";
  }
}
