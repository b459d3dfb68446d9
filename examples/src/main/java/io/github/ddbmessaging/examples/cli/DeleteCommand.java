package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.MessageViews;
import io.github.ddbmessaging.model.MessageRef;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Deletes a message. */
@Command(
    name = "delete",
    description = "Deletes a message: its content goes, listings still show that it was there.")
final class DeleteCommand extends MessageCommand {
  @Option(
      names = "--purge",
      description = "Remove it for good, with its place in listings. Not for a user.")
  private boolean purge;

  DeleteCommand(GlobalOptions options, Streams streams) {
    super("delete", options, streams);
  }

  @Override
  Entry change(MessagingStore store, MessageRef ref) {
    if (!purge) {
      return MessageViews.message(store.deleteMessage(ref), Optional.empty());
    }
    return store.purgeMessage(ref) ? MessageViews.purged(ref) : MessageViews.notThere(ref);
  }
}
