package io.github.ddbmessaging.examples.cli;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.model.RenameScope;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.User;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a user other names in all their groups. */
@Command(
    name = "rename-user",
    description = {
      "Gives a user other names in all their groups. Stop it at any point and run it",
      "again; live traffic may go on."
    })
final class RenameUserCommand extends PagedCommand {
  /** A page is as many transactions, and Ctrl-C waits for all of them. */
  private static final Work WORK = new Work("group", "looked at", "groups", 50);

  @Parameters(
      paramLabel = UserConverter.LABEL,
      converter = UserConverter.class,
      description = "The user, with the new names.")
  private @Nullable User user;

  @Option(
      names = "--messages",
      description = "In all messages that the user wrote, too: 1 write unit per KB.")
  private boolean inMessages;

  @Mixin private final ProductionGuard guard = new ProductionGuard();

  private long messages;

  RenameUserCommand(GlobalOptions options, Streams streams) {
    super(WORK, options, streams);
  }

  @Override
  void prepare() {
    guard.requireMeant(options(), "rename-user writes to");
  }

  @Override
  Stream<Part> pages(MessagingAdmin admin, TableScan scan) {
    return parts(
        admin.renameUser(
            requireNonNull(user, "user"),
            inMessages ? RenameScope.GROUPS_AND_MESSAGES : RenameScope.GROUPS,
            scan),
        report -> {
          messages += report.messages();
          return new Part(report.groups(), report.problems(), report.position());
        });
  }

  @Override
  String summary() {
    return Views.count(messages, "message") + " renamed";
  }

  @Override
  void putSums(Map<String, @Nullable Object> fields) {
    fields.put("messages", messages);
  }
}
