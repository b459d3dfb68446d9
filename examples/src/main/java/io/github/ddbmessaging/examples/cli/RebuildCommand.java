package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.model.TableScan;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Rewrites all group rows from the messages. */
@Command(name = "rebuild", description = "Rewrites the lists of conversations from the messages.")
final class RebuildCommand extends PagedCommand {
  @Mixin private final ProductionGuard guard = new ProductionGuard();

  private long groups;
  private long removed;

  RebuildCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  void refuse(Session session) {
    guard.requireMeantForAll(session, options(), "rebuild rewrites the lists of");
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

  @Override
  void putSums(Map<String, @Nullable Object> fields) {
    fields.put("groups", groups);
    fields.put("rows_removed", removed);
  }
}
