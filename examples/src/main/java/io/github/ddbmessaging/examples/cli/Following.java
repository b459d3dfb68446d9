package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.GroupViews;
import io.github.ddbmessaging.examples.cli.output.MessageViews;
import io.github.ddbmessaging.examples.cli.output.Printer;
import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Prints the changes of a group from a token on, each of them once. */
final class Following {
  /** Changes are told again for about a minute: as many as nobody reads in that time. */
  private static final int MOST_REMEMBERED = 100_000;

  private static final long GONE = Long.MAX_VALUE;

  /** What is between two calls. */
  @FunctionalInterface
  interface Pause {
    /**
     * Waits, unless there is more already.
     *
     * @param more whether there is more already
     * @return whether to end here
     */
    boolean isLast(boolean more);
  }

  private final Function<ChangesToken, Changes> source;
  private final Printer printer;
  private final Map<String, Long> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  private ChangesToken token;
  private @Nullable Told toldGroup;
  private boolean problems;

  /** What is told of a group. */
  private record Told(
      List<User> members, @Nullable String title, Map<String, MemberAccess> access) {
    static Told of(MessageGroup group) {
      return new Told(group.members(), group.title(), group.access());
    }
  }

  /**
   * Takes what is needed.
   *
   * @param source what changed since a token
   * @param printer what prints
   * @param first where to begin
   */
  Following(Function<ChangesToken, Changes> source, Printer printer, ChangesToken first) {
    this.source = source;
    this.printer = printer;
    this.token = first;
  }

  /**
   * Prints changes until it is over, then the last token; the token also if a later call fails.
   *
   * @param pause comes before each call but the first
   */
  void run(Pause pause) {
    boolean more = step();
    try {
      while (!printer.isAbandoned() && !pause.isLast(more)) {
        more = step();
      }
    } finally {
      end(more);
    }
  }

  /**
   * Prints what one call tells.
   *
   * @return whether there is more already
   */
  boolean step() {
    Changes changes = source.apply(token);
    changes.messages().stream()
        .filter(message -> isNew(message.id(), message.status().revision()))
        .forEach(message -> printer.print(MessageViews.message(message, Optional.empty())));
    changes.purged().stream()
        .filter(ref -> isNew(ref.messageId(), GONE))
        .forEach(ref -> printer.print(MessageViews.purged(ref)));
    changes.unreadable().stream()
        .filter(item -> isNew(item.partitionKey() + " " + item.sortKey(), 0))
        .forEach(item -> printer.tell(Views.unreadable(item)));
    changes.group().ifPresent(this::print);
    problems |= !changes.unreadable().isEmpty();
    token = changes.next();
    return changes.more();
  }

  private void print(MessageGroup group) {
    Told now = Told.of(group);
    if (!now.equals(toldGroup)) {
      toldGroup = now;
      printer.print(GroupViews.group(group));
    }
  }

  /** Prints the token to go on from, and whether there is more already. */
  void end(boolean more) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("next", token.value());
    fields.put("more", more);
    printer.print(Entry.line((more ? "more" : "next") + ": --since " + token.value(), fields));
  }

  boolean hasProblems() {
    return problems;
  }

  private boolean isNew(String what, long revision) {
    Long before = told.get(what);
    if (before != null && before >= revision) {
      return false;
    }
    told.put(what, revision);
    return true;
  }
}
