package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.InboxViews;
import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.UnreadCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists message groups of a user with what is unread, muted and pinned of them. */
@Command(
    name = "inbox",
    description = {
      "Lists the conversations of a user with what is unread, muted and pinned, without",
      "those that the user has hidden."
    })
final class InboxCommand extends TableCommand {
  private static final int MOST_COUNTED = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "USER", description = "The user's id.")
  private String user = "";

  @Option(
      names = "--count",
      description = "Count what is unread, up to 100 in each, for another query for those.")
  private boolean count;

  @Option(
      names = "--pinned",
      description = {
        "Those that are pinned and no others, the last pinned first: all, or --limit of them;",
        "not in pages."
      })
  private boolean pinned;

  @Mixin private final ActingOption acting = new ActingOption();

  @Mixin private final PageOptions page = new PageOptions();

  InboxCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  void prepare() {
    if (pinned && page.hasPosition()) {
      throw new ParameterException(
          spec.commandLine(),
          "--pinned lists from the last pinned on; leave out --before and --after");
    }
  }

  @Override
  int run(Session session) {
    MessagingStore store = acting.of(session.store());
    Page<InboxEntry> entries =
        pinned ? page.onlyPage(store.listPinned(user)) : store.listInbox(user, page.request());
    Map<String, UnreadCount> counts = count ? counts(store, entries.items()) : Map.of();
    Instant now = Instant.now();
    return page.print(
        entries,
        (entry, next) ->
            InboxViews.entry(
                entry, Optional.ofNullable(counts.get(entry.row().groupId())), now, next),
        session.printer(),
        "Nothing in the inbox of user '" + user + "'");
  }

  /** Asks only where something is unread. */
  private Map<String, UnreadCount> counts(MessagingStore store, List<InboxEntry> entries) {
    Map<String, UnreadCount> counts = new HashMap<>();
    List<String> unread = new ArrayList<>();
    for (InboxEntry entry : entries) {
      counts.put(entry.row().groupId(), new UnreadCount(0, false));
      if (entry.unread()) {
        unread.add(entry.row().groupId());
      }
    }
    for (int from = 0; from < unread.size(); from += Limits.UNREAD_GROUPS) {
      int to = Math.min(unread.size(), from + Limits.UNREAD_GROUPS);
      counts.putAll(store.countUnread(user, unread.subList(from, to), MOST_COUNTED));
    }
    return counts;
  }
}
