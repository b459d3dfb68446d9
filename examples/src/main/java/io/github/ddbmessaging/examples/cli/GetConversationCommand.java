package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.Views;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists messages of a group (pattern A). */
@Command(name = "get-conversation", description = "Lists the messages of a group.")
final class GetConversationCommand extends TableCommand {
  @Parameters(paramLabel = "GROUP", description = "The group's id.")
  private String group = "";

  @Option(
      names = "--as",
      paramLabel = "USER",
      description = "Read as this user, who must be a member.")
  private @Nullable String reader;

  @Mixin private final PageOptions page = new PageOptions();

  GetConversationCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  int run(Session session) {
    MessagingStore store = reader == null ? session.store() : session.store().actingAs(reader);
    return page.print(
        store.listMessages(group, page.request()),
        Views::message,
        session.printer(),
        "No messages in group '" + group + "'");
  }
}
