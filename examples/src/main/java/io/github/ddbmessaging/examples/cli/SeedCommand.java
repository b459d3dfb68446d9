package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.Progress;
import io.github.ddbmessaging.examples.cli.output.Views;
import io.github.ddbmessaging.examples.cli.table.SeedFile;
import io.github.ddbmessaging.examples.cli.table.Seeding;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Loads conversations. */
@Command(
    name = "seed",
    description = {
      "Loads conversations: the bundled one, or those of a file.",
      "Each line of the file is a JSON object with the strings group, user_id, handle,"
          + " display_name, created_at and message. Who wrote in a group is a member of it. Nothing"
          + " is written unless every line is sound. It can be repeated, also after it was stopped:"
          + " the same lines give the same items, and equal lines are one message. Memory is needed"
          + " per group, about 1 KB each for two members, and not per message."
    })
final class SeedCommand extends TableCommand {
  private static final String STANDARD_INPUT = "-";

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "JSON lines; - for standard input; default the bundled conversation.")
  private @Nullable String file;

  @Mixin private final ProductionGuard guard = new ProductionGuard();

  SeedCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  void prepare() {
    guard.requireMeant(options(), "seed writes to");
  }

  @Override
  int run(Session session) {
    Seeding seeding = new Seeding(session.dynamoDb(), session.tableName());
    try (SeedFile source = open()) {
      seeding.plan(source);
      Progress messages = session.progress("messages", seeding.lines());
      seeding.putMessages(source, messages::advance);
      messages.close();
    }
    Progress groups = session.progress("groups", seeding.groups());
    seeding.finishGroups(groups::advance);
    groups.close();
    session.printer().print(sum(seeding));
    return 0;
  }

  private static Entry sum(Seeding seeding) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("messages", seeding.lines());
    fields.put("groups", (long) seeding.groups());
    return Entry.sentence(
        "Loaded "
            + Views.count(seeding.lines(), "message")
            + " in "
            + Views.count(seeding.groups(), "group")
            + ".",
        fields);
  }

  private SeedFile open() {
    if (file == null) {
      return SeedFile.bundled();
    }
    return file.equals(STANDARD_INPUT)
        ? SeedFile.spooled("standard input", streams().in())
        : SeedFile.named(file);
  }
}
