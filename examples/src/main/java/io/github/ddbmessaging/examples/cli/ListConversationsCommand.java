package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.Views;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists message groups of a user (pattern B). */
@Command(name = "list-conversations", description = "Lists the conversations of a user.")
final class ListConversationsCommand extends TableCommand {
  @Parameters(paramLabel = "USER", description = "The user's id.")
  private String user = "";

  @Option(
      names = "--as",
      paramLabel = "USER",
      description = "Read as this user, who sees only their own list.")
  private @Nullable String reader;

  @Mixin private final PageOptions page = new PageOptions();

  ListConversationsCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  int run(Session session) {
    MessagingStore store = reader == null ? session.store() : session.store().actingAs(reader);
    return page.print(
        store.listMessageGroups(user, page.request()),
        Views::row,
        session.printer(),
        "No conversations of user '" + user + "'");
  }
}
