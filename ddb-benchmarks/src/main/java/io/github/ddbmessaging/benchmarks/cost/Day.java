package io.github.ddbmessaging.benchmarks.cost;

import io.github.ddbmessaging.benchmarks.contender.Kind;
import io.github.ddbmessaging.benchmarks.report.Numbers;
import io.github.ddbmessaging.benchmarks.report.Table;
import io.github.ddbmessaging.testing.meter.Usage;
import java.util.List;

/** A day of a messaging service, computed from what single calls cost. */
public final class Day {
  private static final int USERS = 1_000_000;
  private static final Case DIRECT = new Case(2, 200);
  private static final Case GROUP = new Case(10, 200);

  private static final double LISTS_OF_GROUPS = 10;
  private static final double LISTS_OF_MESSAGES = 15;
  private static final double MESSAGES = 20;
  private static final double NEW_GROUPS = 0.1;
  private static final double IN_GROUPS_OF_TEN = 0.2;

  private Day() {}

  /**
   * Says what a day is.
   *
   * @return one sentence
   */
  public static String mix() {
    return "A day: "
        + Numbers.of(USERS)
        + " users; each opens the list of groups "
        + Numbers.of(LISTS_OF_GROUPS)
        + " times, opens a group "
        + Numbers.of(LISTS_OF_MESSAGES)
        + " times (20 items a page, eventually consistent), sends "
        + Numbers.of(MESSAGES)
        + " messages of 200 bytes and begins "
        + NEW_GROUPS
        + " groups; "
        + Math.round(100 * IN_GROUPS_OF_TEN)
        + " % of messages and of new groups are for 10 members, the others for 2.";
  }

  /**
   * Adds the day up.
   *
   * @param costs of single calls
   * @return a Markdown table
   */
  public static String table(CostTables costs) {
    Table table =
        new Table(
            List.of("million in a day", "requests", "read units", "write units", "write ratio"));
    double base = usage(costs, Kind.LIBRARY, Pattern.E1, 1).writeUnits();
    row(table, "library, transactional", usage(costs, Kind.LIBRARY, Pattern.E1, 0), base);
    row(
        table,
        "library, streamed, 1 message a batch and group",
        usage(costs, Kind.LIBRARY_STREAMED, Pattern.E1, 1),
        base);
    row(
        table,
        "library, streamed, 10 messages a batch and group",
        usage(costs, Kind.LIBRARY_STREAMED, Pattern.E10, 0.1),
        base);
    row(table, "old application", usage(costs, Kind.OLD, Pattern.E1, 1), base);
    return table.markdown();
  }

  /**
   * Adds up what one user does, for all of them.
   *
   * @param costs of single calls
   * @param kind which contender
   * @param projection what E costs for a batch
   * @param batches batches for each message sent
   * @return the usage of a day
   */
  static Totals usage(CostTables costs, Kind kind, Pattern projection, double batches) {
    Totals day = Totals.NONE;
    day = day.plus(costs.cost(kind, DIRECT, Pattern.B), LISTS_OF_GROUPS);
    day = day.plus(costs.cost(kind, DIRECT, Pattern.A), LISTS_OF_MESSAGES);
    for (Case sizes : List.of(DIRECT, GROUP)) {
      double share = sizes.equals(GROUP) ? IN_GROUPS_OF_TEN : 1 - IN_GROUPS_OF_TEN;
      day = day.plus(costs.cost(kind, sizes, Pattern.C), share * MESSAGES);
      day = day.plus(costs.cost(kind, sizes, projection), share * MESSAGES * batches);
      day = day.plus(costs.cost(kind, sizes, Pattern.D), share * NEW_GROUPS);
    }
    return day.times(USERS);
  }

  private static void row(Table table, String name, Totals day, double base) {
    table.row(
        name,
        Numbers.of(day.requests() / 1e6),
        Numbers.of(day.readUnits() / 1e6),
        Numbers.of(day.writeUnits() / 1e6),
        Numbers.ratio(day.writeUnits() / base));
  }

  /**
   * A sum of usages, parts of calls included.
   *
   * @param requests requests
   * @param readUnits read units
   * @param writeUnits write units
   */
  record Totals(double requests, double readUnits, double writeUnits) {
    static final Totals NONE = new Totals(0, 0, 0);

    Totals plus(Usage usage, double times) {
      return new Totals(
          requests + times * usage.requests(),
          readUnits + times * usage.readUnits(),
          writeUnits + times * usage.writeUnits());
    }

    Totals times(double factor) {
      return new Totals(factor * requests, factor * readUnits, factor * writeUnits);
    }
  }
}
