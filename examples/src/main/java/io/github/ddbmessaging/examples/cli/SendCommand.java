package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.MessageViews;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SendMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a message into a group (pattern C). */
@Command(name = "send", description = "Sends a message into a group.")
final class SendCommand extends TableCommand {
  @Parameters(index = "0", paramLabel = "GROUP", description = "The group's id.")
  private String group = "";

  @Parameters(index = "1", paramLabel = "SENDER", description = "The id of the member who writes.")
  private String sender = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "The text, behind -- if it begins with '-'; default standard input.")
  private @Nullable String text;

  @Option(
      names = "--streamed",
      description = "Put the message alone; the lists follow when 'stream' runs.")
  private boolean streamed;

  @Mixin private final KeyOption key = new KeyOption();

  @Mixin private final ProductionGuard guard = new ProductionGuard();

  SendCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  void prepare() {
    guard.requireMeant(options(), "send writes to");
  }

  @Override
  int run(Session session) {
    MessagingStore store =
        streamed ? session.store().withSendMode(SendMode.STREAMED) : session.store();
    NewMessage message = key.addTo(NewMessage.from(sender, TextArgument.of(text, streams())));
    session
        .printer()
        .print(
            MessageViews.message(store.createMessage(group, message).message(), Optional.empty()));
    return 0;
  }
}
