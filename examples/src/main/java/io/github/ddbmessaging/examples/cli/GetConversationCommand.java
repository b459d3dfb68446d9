package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.output.MessageViews;
import io.github.ddbmessaging.model.PageRequest;
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

  @Mixin private final ActingOption acting = new ActingOption();

  @Mixin private final PageOptions page = new PageOptions();

  GetConversationCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  int run(Session session) {
    PageRequest request = reactions ? page.request().withReactions() : page.request();
    return page.print(
        acting.of(session.store()).listMessages(group, request),
        reactions ? MessageViews::messageWithReactions : MessageViews::message,
        session.printer(),
        "No messages in group '" + group + "'");
  }
}
