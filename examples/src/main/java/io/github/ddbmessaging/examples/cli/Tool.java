package io.github.ddbmessaging.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.examples.DisplayText;
import io.github.ddbmessaging.examples.cli.output.Entry;
import io.github.ddbmessaging.examples.cli.output.Layout;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/** Runs the command line tool: one subcommand. */
public final class Tool {
  /** What users call it. */
  static final String NAME = "ddb";

  private Tool() {}

  /**
   * Runs a command. Whatever fails is one line on standard error.
   *
   * @param args the name of the command, its options and parameters
   * @param streams what it reads and prints to
   * @return the exit status: 0 if all went well, 1 if not, 2 if it was used in a wrong way
   */
  public static int run(List<String> args, Streams streams) {
    GlobalOptions options = new GlobalOptions();
    Optional<String> damaged =
        Misuse.damaged(args, System.getProperty("sun.jnu.encoding", UTF_8.name()));
    if (damaged.isPresent()) {
      GlobalOptions.unparsedPrinter(args, streams).tell(Entry.error(damaged.get()));
      return ExitCode.USAGE;
    }
    int status;
    try {
      status = commandLine(options, streams).execute(args.toArray(String[]::new));
    } catch (Error e) {
      status = failed(e, options, streams);
    }
    Optional<String> lost = streams.lostOutput();
    lost.ifPresent(reason -> options.printer(streams).tell(Entry.error(reason)));
    return lost.isPresent() && status == ExitCode.OK ? ExitCode.SOFTWARE : status;
  }

  private static CommandLine commandLine(GlobalOptions options, Streams streams) {
    CommandLine tool =
        new CommandLine(options)
            .addSubcommand("serve", new ServeCommand(options, streams))
            .addSubcommand("schema-load", new SchemaLoadCommand(options, streams))
            .addSubcommand("list-tables", new ListTablesCommand(options, streams))
            .addSubcommand("drop", new DropCommand(options, streams))
            .addSubcommand("seed", new SeedCommand(options, streams))
            .addSubcommand("scan", new ScanCommand(options, streams))
            .addSubcommand("query", new QueryCommand(options, streams))
            .addSubcommand("start", new StartCommand(options, streams))
            .addSubcommand("send", new SendCommand(options, streams))
            .addSubcommand("edit", new EditCommand(options, streams))
            .addSubcommand("delete", new DeleteCommand(options, streams))
            .addSubcommand("react", new ReactCommand(options, streams))
            .addSubcommand("members", new MembersCommand(options, streams))
            .addSubcommand("add", new AddCommand(options, streams))
            .addSubcommand("remove", new RemoveCommand(options, streams))
            .addSubcommand("leave", new LeaveCommand(options, streams))
            .addSubcommand("role", new RoleCommand(options, streams))
            .addSubcommand("rename", new RenameCommand(options, streams))
            .addSubcommand("rename-user", new RenameUserCommand(options, streams))
            .addSubcommand("get-conversation", new GetConversationCommand(options, streams))
            .addSubcommand("list-conversations", new ListConversationsCommand(options, streams))
            .addSubcommand("inbox", new InboxCommand(options, streams))
            .addSubcommand("unread", new UnreadCommand(options, streams))
            .addSubcommand("mark-read", new MarkReadCommand(options, streams))
            .addSubcommand("mark-unread", new MarkUnreadCommand(options, streams))
            .addSubcommand("mute", new MuteCommand(options, streams))
            .addSubcommand("pin", new PinCommand(options, streams))
            .addSubcommand("hide", new HideCommand(options, streams))
            .addSubcommand("changes", new ChangesCommand(options, streams))
            .addSubcommand("stream", new StreamCommand(options, streams))
            .addSubcommand("rebuild", new RebuildCommand(options, streams))
            .addSubcommand("migrate", new MigrateCommand(options, streams))
            .addSubcommand("check", new CheckCommand(options, streams))
            .addSubcommand("help", new HelpCommand())
            .addSubcommand("generate-completion", new GenerateCompletion());
    // What is typed is what is meant: no argument is expanded, shortened or taken for another.
    return tool.setExpandAtFiles(false)
        .setTrimQuotes(false)
        .setAllowOptionsAsOptionParameters(false)
        .setPosixClusteredShortOptionsAllowed(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(Layout.TERMINAL.columns())
        .setOut(new PrintWriter(streams.out(), true, UTF_8))
        .setErr(new PrintWriter(streams.err(), true, UTF_8))
        .setExecutionStrategy(
            parsed -> {
              String misuse = options.misuse();
              if (misuse != null) {
                List<CommandLine> commands = parsed.asCommandLineList();
                throw new ParameterException(commands.get(commands.size() - 1), misuse);
              }
              Misuse.refuseBlanks(parsed);
              return new CommandLine.RunLast().execute(parsed);
            })
        .setParameterExceptionHandler(
            (failure, arguments) -> {
              Entry error = Entry.error(Misuse.explain(failure));
              GlobalOptions.unparsedPrinter(List.of(arguments), streams).tell(error);
              return ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> failed(failure, options, streams));
  }

  private static int failed(Throwable failure, GlobalOptions options, Streams streams) {
    Entry error = Entry.error(Advice.of(failure, options));
    if (options.verbose()) {
      List<String> trace = stackTrace(failure);
      error.fields().put("stack_trace", String.join("\n", trace));
      error = new Entry(layout -> trace, error.fields());
    }
    options.printer(streams).tell(error);
    return ExitCode.SOFTWARE;
  }

  private static List<String> stackTrace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace
        .toString()
        .lines()
        .map(line -> (line.startsWith("\t") ? "\t" : "") + DisplayText.oneLine(line))
        .toList();
  }
}
