package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingException;
import io.github.ddbmessaging.RebuildReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes all group rows anew from the messages. */
@Command(
    name = "rebuild",
    description = "Writes the lists of conversations anew from the messages.")
final class RebuildCommand extends TableCommand {
  private static final int ITEMS_PER_PAGE = 500;

  @Option(
      names = "--from",
      paramLabel = "POSITION",
      description = "Go on where a rebuild was stopped; default from the beginning.")
  private @Nullable String from;

  RebuildCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  int run(Session session) {
    Progress progress = Progress.counting("items read", streams().err());
    @Nullable String position = from;
    long groups = 0;
    long removed = 0;
    long problems = 0;
    do {
      RebuildReport report = page(session, position, progress);
      progress.advance(report.itemsRead());
      groups += report.groups();
      removed += report.rowsRemoved();
      problems += report.problems().size();
      position = report.next().orElse(null);
    } while (position != null);
    progress.close();
    session
        .printer()
        .note(
            progress.done()
                + " items read: lists of "
                + groups
                + " groups written, "
                + removed
                + " rows removed, "
                + problems
                + " problems");
    return problems == 0 ? 0 : 1;
  }

  private RebuildReport page(Session session, @Nullable String position, Progress progress) {
    try {
      RebuildReport report = session.store().rebuildRows(position, ITEMS_PER_PAGE);
      for (MessagingException problem : report.problems()) {
        progress.close();
        streams().err().println(Advice.of(problem, options()));
      }
      return report;
    } catch (MessagingException e) {
      progress.close();
      if (position != null) {
        streams().err().println("Stopped; go on with --from " + position);
      }
      throw e;
    }
  }
}
