package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.output.Entry;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    guard.requireMeantForAll(session, options(), "drop deletes for good all of");
    session.table().delete();
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("table", session.tableName());
    fields.put("deleted", true);
    session.printer().print(Entry.sentence("Deleted table '" + session.tableName() + "'.", fields));
    return 0;
  }
}
