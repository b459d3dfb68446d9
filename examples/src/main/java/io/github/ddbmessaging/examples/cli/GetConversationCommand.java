package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.MessageViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists messages of a group (pattern A). */
@Command(name = "get-conversation", description = "Lists the messages of a group.")
final class GetConversationCommand extends TableCommand {
  @Parameters(paramLabel = "GROUP", description = "The group's id.")
  private String group = "";

  @Option(names = "--reactions", description = "Tell the reactions, too, for another query.")
  private boolean reactions;

  @Option(
      names = "--current-names",
      description = "Tell senders by the names that they have in the group today.")
  private boolean currentNames;

  @Mixin private final ActingOption acting = new ActingOption();

  @Mixin private final PageOptions page = new PageOptions();

  GetConversationCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  int run(Session session) {
    MessagingStore store = acting.of(session.store());
    store = reactions ? store.withReactions() : store;
    store = currentNames ? store.withCurrentNames() : store;
    return page.print(
        store.listMessages(group, page.request()),
        reactions ? MessageViews::messageWithReactions : MessageViews::message,
        session.printer(),
        "No messages in group '" + group + "'");
  }
}
