package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.Printer;
import io.github.ddbmessaging.examples.cli.output.Progress;
import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.TableScan;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A command that works through a whole table, or all groups of a user, a page at a time. When it is
 * stopped it says where to go on. Its status is 1 if it had to leave something as it was.
 */
abstract class PagedCommand extends TableCommand {
  static final int ITEMS_PER_PAGE = 500;

  private static final Work ON_TABLE = new Work("item", "read", "items_read", ITEMS_PER_PAGE);

  @Option(
      names = "--from",
      paramLabel = "POSITION",
      description = "Resume where it was stopped; default from the beginning.")
  private @Nullable String from;

  private final Work work;
  private volatile boolean stopped;
  private long problems;

  /** Works through the whole table. */
  PagedCommand(GlobalOptions options, Streams streams) {
    this(ON_TABLE, options, streams);
  }

  PagedCommand(Work work, GlobalOptions options, Streams streams) {
    super(options, streams);
    this.work = work;
  }

  /**
   * What is counted on the way.
   *
   * @param one such as "item"
   * @param done what is done with each, such as "read"
   * @param field the name of their number, for programs
   * @param pageSize how many a page has
   */
  record Work(String one, String done, String field, int pageSize) {}

  /**
   * What a page brought.
   *
   * @param items how many were counted
   * @param problems why some were left as they were
   * @param position where to resume after it
   */
  record Part(int items, List<MessagingException> problems, Optional<String> position) {}

  /** The pages of the work, each done when it is iterated to. */
  abstract Stream<Part> pages(MessagingAdmin admin, TableScan scan);

  /** What all pages brought, for people. */
  abstract String summary();

  /** What all pages brought, for programs. */
  abstract void putSums(Map<String, @Nullable Object> fields);

  @Override
  final int run(Session session) {
    refuse(session);
    Interrupt.stops(
        () -> {
          stopped = true;
          session.printer().remark("Stopping after the page that it is working on");
        },
        () -> workThrough(session));
    return problems == 0 && !stopped ? 0 : 1;
  }

  /** Refuses to begin, where that is not meant and the table has to be looked at to tell why. */
  void refuse(Session session) {}

  private void workThrough(Session session) {
    Progress progress = session.progress(work.one() + "s " + work.done());
    @Nullable String position = null;
    boolean more = true;
    Iterator<Part> parts = pages(session.admin(), new TableScan(work.pageSize(), from)).iterator();
    try {
      while (more && !stopped) {
        more = parts.hasNext();
        if (more) {
          Part part = parts.next();
          progress.advance(part.items());
          tellProblems(part, progress, session.printer());
          position = part.position().orElse(null);
          more = position != null;
        }
      }
    } catch (MessagingException e) {
      progress.close();
      tellPosition(position, session.printer());
      throw e;
    }
    progress.close();
    if (more) {
      tellPosition(position, session.printer());
    } else {
      session.printer().print(sum(progress.done()));
    }
  }

  private void tellProblems(Part part, Progress progress, Printer printer) {
    for (MessagingException problem : part.problems()) {
      progress.close();
      printer.tell(Entry.error(Advice.of(problem, options())));
    }
    problems += part.problems().size();
  }

  private static void tellPosition(@Nullable String position, Printer printer) {
    if (position != null) {
      Map<String, @Nullable Object> fields = Entry.newFields();
      fields.put("resume_from", position);
      printer.tell(Entry.line("Stopped; resume with --from " + position, fields));
    }
  }

  private Entry sum(long items) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put(work.field(), items);
    putSums(fields);
    fields.put("problems", problems);
    return Entry.sentence(
        Views.count(items, work.one())
            + " "
            + work.done()
            + ": "
            + summary()
            + ", "
            + Views.count(problems, "problem"),
        fields);
  }

  /** The reports of an admin as parts, one at a time. */
  static <R> Stream<Part> parts(Iterable<R> reports, Function<R, Part> part) {
    return StreamSupport.stream(reports.spliterator(), false).map(part);
  }
}
