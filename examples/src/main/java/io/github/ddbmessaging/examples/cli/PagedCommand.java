package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.examples.cli.output.Progress;
import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.TableScan;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A command that works through a whole table, a page at a time. When it is stopped it says where to
 * go on. Its status is 1 if it had to leave something as it was.
 */
abstract class PagedCommand extends TableCommand {
  static final int ITEMS_PER_PAGE = 500;

  @Option(
      names = "--from",
      paramLabel = "POSITION",
      description = "Resume where it was stopped; default from the beginning.")
  private @Nullable String from;

  PagedCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  /**
   * What a page brought.
   *
   * @param items how many items were read
   * @param problems why some were left as they were
   * @param position where to resume after it
   */
  record Part(int items, List<MessagingException> problems, Optional<String> position) {}

  /** The pages of the work, each done when it is iterated to. */
  abstract Stream<Part> pages(MessagingAdmin admin, TableScan scan);

  /** What all pages brought, for people. */
  abstract String summary();

  @Override
  final int run(Session session) {
    Progress progress = Progress.counting("items read", streams().err());
    TableScan scan = new TableScan(ITEMS_PER_PAGE, from);
    @Nullable String position = from;
    long problems = 0;
    Iterator<Part> parts = pages(session.admin(), scan).iterator();
    try {
      while (parts.hasNext()) {
        Part part = parts.next();
        progress.advance(part.items());
        for (MessagingException problem : part.problems()) {
          progress.close();
          streams().err().println(Advice.of(problem, options()));
        }
        problems += part.problems().size();
        position = part.position().orElse(null);
      }
    } catch (MessagingException e) {
      progress.close();
      if (position != null) {
        streams().err().println("Stopped; resume with --from " + position);
      }
      throw e;
    }
    progress.close();
    session
        .printer()
        .note(
            Views.count(progress.done(), "item")
                + " read: "
                + summary()
                + ", "
                + Views.count(problems, "problem"));
    return problems == 0 ? 0 : 1;
  }

  /** The reports of an admin as parts, one at a time. */
  static <R> Stream<Part> parts(Iterable<R> reports, Function<R, Part> part) {
    return StreamSupport.stream(reports.spliterator(), false).map(part);
  }
}
