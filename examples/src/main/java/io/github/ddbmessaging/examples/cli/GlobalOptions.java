package io.github.ddbmessaging.examples.cli;

import static picocli.CommandLine.ScopeType.INHERIT;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The tool itself: the options that every command has, before or behind the command's name. */
@Command(
    name = Tool.NAME,
    description = "Works on a messaging table of DynamoDB. Without a command, runs the quickstart.",
    mixinStandardHelpOptions = true,
    scope = INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    usageHelpAutoWidth = false)
final class GlobalOptions {
  private static final URI LOCAL = URI.create("http://localhost:8000");

  /** How items are printed. */
  enum Output {
    /** For people. */
    TEXT,
    /** A JSON object on a line for each item. */
    JSON
  }

  @Option(
      names = "--endpoint-url",
      scope = INHERIT,
      paramLabel = "URL",
      description = "Where DynamoDB is; default http://localhost:8000.")
  private @Nullable URI endpointUrl;

  @Option(
      names = "--prod",
      scope = INHERIT,
      description = "Work on AWS, with its usual settings for credentials and region.")
  private boolean prod;

  @Option(
      names = "--table",
      scope = INHERIT,
      paramLabel = "NAME",
      description = "The table; default cruddur-messages.")
  private String table = "cruddur-messages";

  @Option(
      names = "--output",
      scope = INHERIT,
      paramLabel = "text|json",
      description = "For people, or JSON lines; default text.")
  private Output output = Output.TEXT;

  @Option(
      names = "--capacity",
      scope = INHERIT,
      description = "Tell the units consumed, on standard error.")
  private boolean capacity;

  @Option(names = "--verbose", scope = INHERIT, description = "Print the stack trace of a failure.")
  private boolean verbose;

  boolean prod() {
    return prod;
  }

  /** The address to use instead of AWS's own. */
  URI endpoint() {
    return endpointUrl == null ? LOCAL : endpointUrl;
  }

  String table() {
    return table;
  }

  Output output() {
    return output;
  }

  boolean capacity() {
    return capacity;
  }

  boolean verbose() {
    return verbose;
  }

  /** What is wrong with the options together, or null. */
  @Nullable String misuse() {
    if (prod && endpointUrl != null) {
      return "--prod and --endpoint-url exclude each other: AWS, or that address";
    }
    if (endpointUrl != null && !isHttp(endpointUrl)) {
      return "--endpoint-url is no address such as " + LOCAL;
    }
    return null;
  }

  private static boolean isHttp(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null;
  }
}
