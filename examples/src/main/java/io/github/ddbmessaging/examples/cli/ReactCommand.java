package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.MessageViews;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.UserReactions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds or removes a reaction to a message. */
@Command(
    name = "react",
    description = "Adds a reaction to a message, and tells all that the user has to it.")
final class ReactCommand extends MessageCommand {
  @Parameters(index = "1", paramLabel = "USER", description = "The id of the member who reacts.")
  private String user = "";

  @Parameters(index = "2", paramLabel = "EMOJI", description = "The reaction.")
  private String emoji = "";

  @Option(names = "--remove", description = "Remove the reaction instead.")
  private boolean remove;

  ReactCommand(GlobalOptions options, Streams streams) {
    super("react", options, streams);
  }

  @Override
  Entry change(MessagingStore store, MessageRef ref) {
    UserReactions left =
        remove ? store.removeReaction(ref, user, emoji) : store.addReaction(ref, user, emoji);
    return MessageViews.reactions(ref, user, left.emojis());
  }
}
