package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.model.TableScan;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Rewrites all group rows from the messages. */
@Command(name = "rebuild", description = "Rewrites the lists of conversations from the messages.")
final class RebuildCommand extends PagedCommand {
  private long groups;
  private long removed;

  RebuildCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  Stream<Part> pages(MessagingAdmin admin, TableScan scan) {
    return parts(
        admin.rebuild(scan),
        report -> {
          groups += report.groups();
          removed += report.rowsRemoved();
          return new Part(report.itemsRead(), report.problems(), report.position());
        });
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
