package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a group with its first message (pattern D). */
@Command(
    name = "start",
    description = "Makes a group with its first message, and prints the group's id.")
final class StartCommand extends TableCommand {
  private static final int DIRECT_MEMBERS = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..*",
      paramLabel = UserConverter.LABEL,
      converter = UserConverter.class,
      description = "The members; the first of them writes the message.")
  private List<User> members = new ArrayList<>();

  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "The first message; default standard input.")
  private @Nullable String text;

  @Option(
      names = "--title",
      paramLabel = "TITLE",
      description = "The title of the group. Without one it is a direct group of two.")
  private @Nullable String title;

  @Mixin private final KeyOption key = new KeyOption();

  @Mixin private final ProductionGuard guard = new ProductionGuard();

  StartCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  void prepare() {
    guard.requireMeant(options(), "start writes to");
  }

  @Override
  int run(Session session) {
    NewGroup group = newGroup();
    NewMessage message =
        key.addTo(NewMessage.from(members.get(0).id(), TextArgument.of(text, streams())));
    Sent sent = session.store().createGroup(group, message);
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("group_id", sent.group().id());
    fields.put("message_id", sent.message().id());
    fields.put("created_at", Views.exact(sent.message().createdAt()));
    session.printer().print(Entry.line(sent.group().id(), fields));
    return 0;
  }

  private NewGroup newGroup() {
    if (title != null) {
      return NewGroup.titled(title, members);
    }
    if (members.size() != DIRECT_MEMBERS) {
      throw new ParameterException(
          spec.commandLine(), "A group of " + members.size() + " needs a --title");
    }
    return NewGroup.direct(members.get(0), members.get(1));
  }
}
