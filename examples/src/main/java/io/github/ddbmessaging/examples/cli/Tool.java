package io.github.ddbmessaging.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.examples.DisplayText;
import io.github.ddbmessaging.examples.cli.output.Wrapping;
import java.io.PrintWriter;
import java.util.List;
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
    try {
      return commandLine(options, streams).execute(args.toArray(String[]::new));
    } catch (Error e) {
      return failed(e, options, streams);
    }
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
            .addSubcommand("get-conversation", new GetConversationCommand(options, streams))
            .addSubcommand("list-conversations", new ListConversationsCommand(options, streams))
            .addSubcommand("stream", new StreamCommand(options, streams))
            .addSubcommand("rebuild", new RebuildCommand(options, streams))
            .addSubcommand("migrate", new MigrateCommand(options, streams))
            .addSubcommand("check", new CheckCommand(options, streams))
            .addSubcommand("help", new HelpCommand())
            .addSubcommand("generate-completion", new GenerateCompletion());
    return tool.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(Wrapping.COLUMNS)
        .setOut(new PrintWriter(streams.out(), true, UTF_8))
        .setErr(new PrintWriter(streams.err(), true, UTF_8))
        .setExecutionStrategy(
            parsed -> {
              String misuse = options.misuse();
              if (misuse != null) {
                throw new ParameterException(parsed.commandSpec().commandLine(), misuse);
              }
              return new CommandLine.RunLast().execute(parsed);
            })
        .setParameterExceptionHandler((failure, arguments) -> misused(failure, streams))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> failed(failure, options, streams));
  }

  private static int misused(ParameterException failure, Streams streams) {
    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
    streams
        .err()
        .println(DisplayText.oneLine(failure.getMessage() + "; see '" + command + " --help'"));
    return ExitCode.USAGE;
  }

  private static int failed(Throwable failure, GlobalOptions options, Streams streams) {
    if (options.verbose()) {
      failure.printStackTrace(streams.err());
    } else {
      streams.err().println(Advice.of(failure, options));
    }
    return ExitCode.SOFTWARE;
  }
}
