package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.table.ToolException;
import io.github.ddbmessaging.model.TableSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the table, or holds the one that is there against what it should be. */
@Command(name = "schema-load", description = "Makes the table; one that exists is only checked.")
final class SchemaLoadCommand extends TableCommand {
  @Mixin private final ProductionGuard guard = new ProductionGuard();

  @ArgGroup(exclusive = false)
  private @Nullable Provisioned provisioned;

  @Option(
      names = "--stream",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "With a stream of new and old images, or without; default with.")
  private boolean stream;

  @Option(
      names = "--ttl",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "With time to live of idempotency keys, or without; default with.")
  private boolean timeToLive;

  @Option(
      names = "--old-index",
      description = "With the index message-group-sk-index of the old application.")
  private boolean oldIndex;

  @Option(names = "--deletion-protection", description = "Let DynamoDB refuse to delete the table.")
  private boolean deletionProtection;

  /** Units, instead of paying per request. */
  private static final class Provisioned {
    @Option(
        names = "--read-units",
        required = true,
        paramLabel = "N",
        converter = WholeNumber.Positive.class,
        description = "Provisioned read units a second; default is to pay per request.")
    private long readUnits;

    @Option(
        names = "--write-units",
        required = true,
        paramLabel = "N",
        converter = WholeNumber.Positive.class,
        description = "Provisioned write units a second.")
    private long writeUnits;
  }

  SchemaLoadCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  int run(Session session) {
    TableSettings settings =
        (provisioned == null
                ? TableSettings.onDemand()
                : TableSettings.provisioned(provisioned.readUnits, provisioned.writeUnits))
            .withStream(stream)
            .withTimeToLive(timeToLive)
            .withGroupIndex(oldIndex)
            .withDeletionProtection(deletionProtection);
    if (session.table().describe().isEmpty()) {
      guard.requireMeant(options(), "schema-load makes");
      session.table().create(settings);
      tell(session, true, "Made table '" + session.tableName() + "'.");
      return 0;
    }
    List<String> misfits = session.table().check(settings);
    if (!misfits.isEmpty()) {
      throw new ToolException(
          "Table '"
              + session.tableName()
              + "' exists and is not as asked for; change it, drop it or ask for less: "
              + String.join(" ", misfits));
    }
    tell(session, false, "Table '" + session.tableName() + "' exists and is as asked for.");
    return 0;
  }

  private static void tell(Session session, boolean created, String sentence) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("table", session.tableName());
    fields.put("created", created);
    session.printer().print(Entry.sentence(sentence, fields));
  }
}
