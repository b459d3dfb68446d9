package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.Printer;
import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which page of a listing. */
final class PageOptions {
  private static final int USUAL_LIMIT = 20;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = WholeNumber.OfPage.class,
      description = "Items on the page; default 20.")
  private @Nullable Long limit;

  @ArgGroup private @Nullable Position position;

  /** Where the page begins. */
  private static final class Position {
    @Option(
        names = "--before",
        paramLabel = "POSITION",
        description = "What is older than that, newest first.")
    private @Nullable String before;

    @Option(
        names = "--after",
        paramLabel = "POSITION",
        description = "What is newer than that, oldest first.")
    private @Nullable String after;
  }

  PageRequest request() {
    int size = limit == null ? USUAL_LIMIT : limit.intValue();
    if (position != null && position.after != null) {
      return from(PageRequest.oldestFirst(size), position.after, PageRequest::after);
    }
    PageRequest newest = PageRequest.newestFirst(size);
    return position == null || position.before == null
        ? newest
        : from(newest, position.before, PageRequest::before);
  }

  /** The only page of what is not listed in pages: all of it, unless a limit is given. */
  <T> Page<T> onlyPage(List<T> all) {
    List<T> shown = limit == null ? all : all.stream().limit(limit).toList();
    return new Page<>(shown, Optional.empty());
  }

  boolean hasPosition() {
    return position != null;
  }

  /** From a message, or from where a page ended. */
  private static PageRequest from(
      PageRequest request,
      String pasted,
      BiFunction<PageRequest, MessageRef, PageRequest> startingAt) {
    // A terminal's line may have broken it.
    String text = pasted.replaceAll("\\s", "");
    try {
      return startingAt.apply(request, MessageRef.parse(text));
    } catch (InvalidInputException e) {
      return request.continuedAt(new Cursor(text));
    }
  }

  /**
   * Prints a page, and how to read the next one, or that it is empty.
   *
   * @param page the page
   * @param view how one of its items is printed, the last one with where the next page begins
   * @param printer what prints
   * @param none one sentence for people, for where there is nothing
   * @param <T> what is listed
   * @return the status of the command: 1 if an item could not be read
   */
  <T> int print(
      Page<T> page, BiFunction<T, Optional<Cursor>, Entry> view, Printer printer, String none) {
    List<T> items = page.items();
    if (items.isEmpty() && page.unreadable().isEmpty()) {
      printer.remark(none);
    }
    for (int i = 0; i < items.size(); i++) {
      boolean last = i == items.size() - 1;
      printer.print(view.apply(items.get(i), last ? page.next() : Optional.empty()));
    }
    page.unreadable().forEach(item -> printer.tell(Views.unreadable(item)));
    String option = position != null && position.after != null ? "--after " : "--before ";
    page.next()
        .ifPresent(
            next -> {
              String more = "more: " + option + next.value();
              if (items.isEmpty()) {
                // There is no item to tell it.
                printer.tell(Entry.line(more, Views.next(next)));
              } else {
                printer.hint(more);
              }
            });
    return page.unreadable().isEmpty() ? 0 : 1;
  }
}
