package io.github.ddbmessaging.examples.cli;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, and what to type instead. Pure. */
final class Misuse {
  /** How a text that begins as an option does is told apart from one. */
  private static final String DASHES = "put -- before a text that begins with '-'";

  /** What stands for a character that could not be decoded. */
  private static final char UNKNOWN = '\uFFFD';

  private Misuse() {}

  /**
   * Explains what can't be parsed.
   *
   * @param failure what the parser says
   * @return one sentence
   */
  static String explain(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    return explain(failure, command.getCommandSpec())
        + "; see '"
        + command.getCommandSpec().qualifiedName()
        + " --help'";
  }

  private static @Nullable String explain(ParameterException failure, CommandSpec command) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched().get(0), command);
    }
    if (failure instanceof MissingParameterException
        && failure.getCommandLine().getUnmatchedArguments().stream().anyMatch(Misuse::hasDash)) {
      return failure.getMessage() + "; " + DASHES;
    }
    String message = failure.getMessage();
    // What 'help' says of a command that there is not.
    return message != null && message.startsWith("Unknown subcommand")
        ? noCommand(failure.getValue(), command)
        : message;
  }

  /**
   * Finds an argument that is there and says nothing.
   *
   * @param parsed the command line
   * @throws ParameterException naming the first argument that is blank
   */
  static void refuseBlanks(ParseResult parsed) {
    for (CommandLine command : parsed.asCommandLineList()) {
      for (ArgSpec argument : command.getParseResult().matchedArgs()) {
        if (argument.originalStringValues().stream().anyMatch(String::isBlank)) {
          throw new ParameterException(command, name(argument) + " is blank; give it a value");
        }
      }
    }
  }

  /**
   * Finds out whether arguments were damaged before the program got them, as accents are in the
   * locale C.
   *
   * @param arguments what the program got
   * @param encoding how the JVM decoded them
   * @return one sentence, if they were
   */
  static Optional<String> damaged(List<String> arguments, String encoding) {
    boolean lossy = !encoding.equalsIgnoreCase("UTF-8");
    return lossy && arguments.stream().anyMatch(argument -> argument.indexOf(UNKNOWN) >= 0)
        ? Optional.of(
            "The arguments can't be read in this locale's encoding, "
                + encoding
                + "; set LC_ALL=C.UTF-8, or give a text on standard input")
        : Optional.empty();
  }

  /**
   * A name that is none of the commands.
   *
   * @param name what was typed
   * @param tool knows the commands
   * @return half a sentence
   */
  static String noCommand(String name, CommandSpec tool) {
    return "There is no command '" + name + "'" + meant(name, tool.subcommands().keySet());
  }

  private static String unmatched(String argument, CommandSpec command) {
    boolean takesParameters = !command.positionalParameters().isEmpty();
    if (hasDash(argument)) {
      String option = argument.replaceFirst("=.*", "");
      List<String> options = optionNames(command);
      if (options.contains(option)) {
        return "'" + argument + "' stands behind --, where nothing is an option; put it before";
      }
      String meant = meant(option, options);
      boolean maybeText = takesParameters && meant.isEmpty();
      return "Unknown option: '" + argument + "'" + meant + (maybeText ? "; " + DASHES : "");
    }
    if (!command.subcommands().isEmpty()) {
      return noCommand(argument, command);
    }
    return "'"
        + argument
        + "' is one argument too many"
        + (takesParameters ? "; put quotes around a text of several words" : "");
  }

  private static boolean hasDash(String argument) {
    return argument.length() > 1 && argument.startsWith("-");
  }

  private static String meant(String typed, Collection<String> names) {
    Optional<String> alike = Suggestion.of(typed, names);
    return alike.map(name -> " (did you mean '" + name + "'?)").orElse("");
  }

  private static List<String> optionNames(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.hidden())
        .flatMap(option -> List.of(option.names()).stream())
        .filter(name -> name.startsWith("--"))
        .toList();
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
