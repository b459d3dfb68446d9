package io.github.ddbmessaging.examples.cli;

import static picocli.CommandLine.ScopeType.INHERIT;

import io.github.ddbmessaging.examples.cli.output.JsonPrinter;
import io.github.ddbmessaging.examples.cli.output.Layout;
import io.github.ddbmessaging.examples.cli.output.Printer;
import io.github.ddbmessaging.examples.cli.output.TextPrinter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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
  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d+");

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
      converter = Address.class,
      description = "Where DynamoDB is; default http://localhost:8000.")
  private @Nullable URI endpointUrl;

  @Option(
      names = "--prod",
      scope = INHERIT,
      description = "Work on AWS, with its usual settings for credentials and region.")
  private boolean prod;

  @Option(
      names = "--region",
      scope = INHERIT,
      paramLabel = "REGION",
      description = "With --prod: the region, such as eu-central-1.")
  private @Nullable String region;

  @Option(
      names = NamedProfile.OPTION,
      scope = INHERIT,
      paramLabel = "NAME",
      description = "With --prod: the profile for credentials and region.")
  private @Nullable String profile;

  @Option(
      names = "--table",
      scope = INHERIT,
      paramLabel = "NAME",
      description = "The table; default messages.")
  private String table = "messages";

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

  @Nullable String region() {
    return region;
  }

  @Nullable String profile() {
    return profile;
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
    if (!prod && (region != null || profile != null)) {
      return "--region and --profile go with --prod: without it no settings of AWS are used";
    }
    if (region != null && !REGION.matcher(region).matches()) {
      return "'" + region + "' is no region such as eu-central-1";
    }
    return null;
  }

  /** Prints as was asked for. */
  Printer printer(Streams streams) {
    return printer(output, streams);
  }

  /** Prints as arguments ask for that can't be parsed. */
  static Printer unparsedPrinter(List<String> arguments, Streams streams) {
    String all = String.join("\n", arguments).toLowerCase(Locale.ROOT);
    boolean json = all.contains("--output\njson") || all.contains("--output=json");
    return printer(json ? Output.JSON : Output.TEXT, streams);
  }

  private static Printer printer(Output output, Streams streams) {
    return output == Output.JSON
        ? new JsonPrinter(streams.out(), streams.err())
        : new TextPrinter(
            streams.out(),
            streams.err(),
            streams.isTerminal() ? Layout.TERMINAL : Layout.UNLIMITED);
  }

  /** Reads where DynamoDB is. */
  static final class Address implements ITypeConverter<URI> {
    private static final int LAST_PORT = 65_535;

    @Override
    public URI convert(String value) {
      try {
        URI url = new URI(value);
        if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
            && url.getHost() != null
            && url.getPort() <= LAST_PORT) {
          return url;
        }
      } catch (URISyntaxException e) {
        // Told below, as every other value that is no address.
      }
      throw new TypeConversionException("'" + value + "' is no address such as " + LOCAL);
    }
  }
}
