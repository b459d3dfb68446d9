package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.table.ToolException;
import java.util.Locale;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Keeps commands that write or cost much from a production table, unless told twice. */
final class ProductionGuard {
  private static final double BYTES_PER_UNIT = 4_096;
  private static final double UNITS_PER_EVENTUALLY_CONSISTENT_READ = 0.5;
  private static final double DOLLARS_PER_MILLION_UNITS = 0.125;

  private static final String START = "This is production: ";
  private static final String END = "; add --yes-i-mean-production to do it";

  @Option(names = "--yes-i-mean-production", description = "Do it with --prod, too.")
  private boolean sure;

  /**
   * Refuses to continue if this is production and nobody said that it is meant.
   *
   * @param options what the tool was told
   * @param what what would be done to a table, such as "send writes to"
   */
  void requireMeant(GlobalOptions options, String what) {
    if (isRefused(options)) {
      throw new ToolException(START + what + " table '" + options.table() + "'" + END);
    }
  }

  /**
   * Refuses likewise what works on the whole table, and tells its size.
   *
   * @param session tells the size of the table
   * @param options what the tool was told
   * @param what what would be done to a table, such as "drop deletes"
   */
  void requireMeantForAll(Session session, GlobalOptions options, String what) {
    if (!isRefused(options)) {
      return;
    }
    TableDescription table =
        session
            .table()
            .describe()
            .orElseThrow(() -> ResourceNotFoundException.builder().message("none").build());
    throw new ToolException(
        refusal(
            what + " table '" + options.table() + "',", table.itemCount(), table.tableSizeBytes()));
  }

  /**
   * Why not, and what it would cost.
   *
   * @param what what would be done
   * @param items items of the table
   * @param bytes size of the table
   * @return one sentence
   */
  static String refusal(String what, long items, long bytes) {
    double units = Math.ceil(bytes / BYTES_PER_UNIT) * UNITS_PER_EVENTUALLY_CONSISTENT_READ;
    return String.format(
        Locale.ROOT,
        START
            + "%s %d items, %.1f MB; to read them all takes about %.0f units, $%.4f by estimate"
            + " ($%.3f a million in us-east-1)"
            + END,
        what,
        items,
        bytes / 1e6,
        units,
        units * DOLLARS_PER_MILLION_UNITS / 1e6,
        DOLLARS_PER_MILLION_UNITS);
  }

  private boolean isRefused(GlobalOptions options) {
    return options.prod() && !sure;
  }
}
