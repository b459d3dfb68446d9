package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.output.Progress;
import io.github.ddbmessaging.examples.cli.table.TableCheck;
import picocli.CommandLine.Command;

/** Holds a table to the library's promises. */
@Command(
    name = "check",
    description = {
      "Reads the whole table and tells each item that breaks a promise; changes nothing.",
      "Status 1 if anything is wrong. It reads about three times what a scan does."
    })
final class CheckCommand extends TableCommand {
  CheckCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  int run(Session session) {
    Progress progress = Progress.counting("items read", streams().err());
    TableCheck check =
        new TableCheck(
            session.dynamoDb(),
            session.tableName(),
            finding -> {
              progress.close();
              session.printer().print(finding.toEntry());
            });
    check.run(progress::advance);
    progress.close();
    session.printer().note(check.summary());
    return check.wrong() == 0 ? 0 : 1;
  }
}
