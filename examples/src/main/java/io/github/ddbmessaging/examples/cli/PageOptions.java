package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.DisplayText;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.Printer;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which page of a listing. */
final class PageOptions {
  @Option(names = "--limit", paramLabel = "N", description = "Items on the page; default 20.")
  private int limit = 20;

  @ArgGroup private @Nullable Position position;

  /** Where the page begins. */
  private static final class Position {
    @Option(
        names = "--before",
        paramLabel = "CURSOR",
        description = "What is older than that, newest first.")
    private @Nullable String before;

    @Option(
        names = "--after",
        paramLabel = "CURSOR",
        description = "What is newer than that, oldest first.")
    private @Nullable String after;
  }

  PageRequest request() {
    if (position != null && position.after != null) {
      return PageRequest.oldestFirst(limit).after(cursor(position.after));
    }
    PageRequest newest = PageRequest.newestFirst(limit);
    return position == null || position.before == null
        ? newest
        : newest.before(cursor(position.before));
  }

  /** A terminal's line may have broken it. */
  private static Cursor cursor(String pasted) {
    return new Cursor(pasted.replaceAll("\\s", ""));
  }

  /**
   * Prints a page, and how to go on, or that it is empty.
   *
   * @param page the page
   * @param view how one of its items is printed, the last one with where the next page begins
   * @param printer what prints
   * @param none one sentence for people, for where there is nothing
   * @param err where that goes
   * @param <T> what is listed
   */
  <T> void print(
      Page<T> page,
      BiFunction<T, Optional<Cursor>, Entry> view,
      Printer printer,
      String none,
      PrintStream err) {
    List<T> items = page.items();
    if (items.isEmpty()) {
      err.println(DisplayText.oneLine(none));
    }
    for (int i = 0; i < items.size(); i++) {
      boolean last = i == items.size() - 1;
      printer.print(view.apply(items.get(i), last ? page.next() : Optional.empty()));
    }
    String option = position != null && position.after != null ? "--after " : "--before ";
    page.next().ifPresent(next -> printer.hint("more: " + option + next.value()));
  }
}
