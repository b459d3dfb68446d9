package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessageGroupRow;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.Page;
import io.github.ddbmessaging.examples.DisplayText;
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
    Page<MessageGroupRow> found = store.listMessageGroups(user, page.request());
    page.print(found, Views::row, session.printer());
    if (found.items().isEmpty()) {
      streams().err().println(DisplayText.oneLine("No conversations of user '" + user + "'"));
    }
    return 0;
  }
}
