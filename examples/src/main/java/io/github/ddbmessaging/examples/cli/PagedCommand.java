package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.output.Progress;
import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.model.MessagingException;
import java.util.List;
import java.util.Optional;
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
      description = "Go on where it was stopped; default from the beginning.")
  private @Nullable String from;

  PagedCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  /**
   * What a page came to.
   *
   * @param items how many items were read
   * @param problems why some were left as they were
   * @param next where the next page begins
   */
  record Part(int items, List<MessagingException> problems, Optional<String> next) {}

  /** Works on one page. */
  abstract Part page(Session session, @Nullable String position);

  /** What all pages came to, for people. */
  abstract String summary();

  @Override
  final int run(Session session) {
    Progress progress = Progress.counting("items read", streams().err());
    @Nullable String position = from;
    long problems = 0;
    do {
      Part part = page(session, position, progress);
      progress.advance(part.items());
      problems += part.problems().size();
      position = part.next().orElse(null);
    } while (position != null);
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

  private Part page(Session session, @Nullable String position, Progress progress) {
    try {
      Part part = page(session, position);
      for (MessagingException problem : part.problems()) {
        progress.close();
        streams().err().println(Advice.of(problem, options()));
      }
      return part;
    } catch (MessagingException e) {
      progress.close();
      if (position != null) {
        streams().err().println("Stopped; go on with --from " + position);
      }
      throw e;
    }
  }
}
