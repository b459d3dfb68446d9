package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.model.TableScan;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings a table of the original application to the layout of the library. */
@Command(
    name = "migrate",
    description = {
      "Brings a table of the old application to the layout of this library:",
      "heads for its groups, one row for each member, keys in UTC. Stop it at any",
      "point and run it again; live traffic of this library may go on."
    })
final class MigrateCommand extends PagedCommand {
  @Mixin private final ProductionGuard guard = new ProductionGuard();

  @Option(names = "--dry-run", description = "Only tell what there is to do.")
  private boolean dryRun;

  private long groups;
  private long messages;
  private long rows;

  MigrateCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  void refuse(Session session) {
    if (!dryRun) {
      guard.requireMeantForAll(session, options(), "migrate rewrites");
    }
  }

  @Override
  Stream<Part> pages(MessagingAdmin admin, TableScan scan) {
    return parts(
        dryRun ? admin.previewMigration(scan) : admin.migrate(scan),
        report -> {
          groups += report.groups();
          messages += report.messages();
          rows += report.rows();
          return new Part(report.itemsRead(), report.problems(), report.position());
        });
  }

  @Override
  String summary() {
    String met = Views.count(rows, "old row") + " met, ";
    return dryRun
        ? Views.count(messages, "message")
            + " to move, "
            + met
            + "at most "
            + Views.count(groups, "group")
            + " to adopt"
        : Views.count(messages, "message")
            + " moved, "
            + met
            + Views.count(groups, "group")
            + " adopted";
  }

  @Override
  void putSums(Map<String, @Nullable Object> fields) {
    fields.put("dry_run", dryRun);
    fields.put("messages", messages);
    fields.put("rows", rows);
    fields.put("groups", groups);
  }
}
