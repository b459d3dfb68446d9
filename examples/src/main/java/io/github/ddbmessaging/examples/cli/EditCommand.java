package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.MessageViews;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageNotFoundException;
import io.github.ddbmessaging.model.MessageRef;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a message another text. */
@Command(
    name = "edit",
    description = "Gives a message another text; its mentions, files and data stay.")
final class EditCommand extends MessageCommand {
  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "The text, behind -- if it begins with '-'; default standard input.")
  private @Nullable String text;

  @Option(
      names = "--revision",
      paramLabel = "N",
      converter = WholeNumber.Revision.class,
      description = "Edit only if the message still has this revision.")
  private @Nullable Long revision;

  EditCommand(GlobalOptions options, Streams streams) {
    super("edit", options, streams);
  }

  @Override
  Entry change(MessagingStore store, MessageRef ref) {
    String newText = TextArgument.of(text, streams());
    Message seen =
        store
            .withConsistentReads()
            .findMessage(ref)
            .orElseThrow(() -> new MessageNotFoundException(ref));
    MessageEdit edit = MessageEdit.of(seen.content().withText(newText));
    // What stays is what was seen, so nobody may have changed it since.
    long expected = revision == null ? seen.status().revision() : revision;
    return MessageViews.message(
        store.editMessage(ref, edit.ifRevision(expected)), Optional.empty());
  }
}
