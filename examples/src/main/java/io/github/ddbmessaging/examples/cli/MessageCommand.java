package io.github.ddbmessaging.examples.cli;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageRef;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** A command that changes one message. */
abstract class MessageCommand extends TableCommand {
  private final String name;

  @Parameters(
      index = "0",
      paramLabel = "MESSAGE",
      converter = RefConverter.class,
      description = "The message's ref, as 'get-conversation --output json' tells it.")
  private @Nullable MessageRef message;

  @Mixin private final ActingOption acting = new ActingOption();

  @Mixin private final ProductionGuard guard = new ProductionGuard();

  /**
   * Takes what every command needs.
   *
   * @param name the command's name
   * @param options what the tool was told
   * @param streams what it reads and prints to
   */
  MessageCommand(String name, GlobalOptions options, Streams streams) {
    super(options, streams);
    this.name = name;
  }

  @Override
  final void prepare() {
    guard.requireMeant(options(), name + " writes to");
  }

  @Override
  final int run(Session session) {
    session.printer().print(change(acting.of(session.store()), requireNonNull(message, "message")));
    return 0;
  }

  /**
   * Changes the message.
   *
   * @param store acts for whom the change is made
   * @param ref names the message
   * @return how it is now
   */
  abstract Entry change(MessagingStore store, MessageRef ref);

  /** Reads a ref. */
  static final class RefConverter implements ITypeConverter<MessageRef> {
    @Override
    public MessageRef convert(String value) {
      try {
        // A terminal's line may have broken it.
        return MessageRef.parse(value.replaceAll("\\s", ""));
      } catch (InvalidInputException e) {
        throw new TypeConversionException(
            "'" + value + "' is no ref of a message; 'get-conversation --output json' tells them");
      }
    }
  }
}
