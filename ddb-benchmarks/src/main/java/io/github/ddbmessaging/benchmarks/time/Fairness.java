package io.github.ddbmessaging.benchmarks.time;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.benchmarks.contender.Samples;
import io.github.ddbmessaging.benchmarks.report.Numbers;
import io.github.ddbmessaging.benchmarks.report.Table;
import io.github.ddbmessaging.benchmarks.time.ContentionModel.Scheme;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Many senders into one group in transactions: whether each gets their share, in one process and in
 * several.
 */
public final class Fairness {
  private static final Duration ROUND_TRIP = Duration.ofMillis(5);
  private static final int BYTES = 200;
  private static final int TIMERS = 2;
  private static final int MODEL_SECONDS = 60;
  private static final long SEED = 12;
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private static final List<Scheme> SCHEMES =
      List.of(
          new Scheme(
              "wait longer each time, 16 attempts",
              false,
              16,
              0,
              0,
              (attempt, age, random) -> random * Math.min(1_000, 10 * Math.pow(2, attempt - 1))),
          new Scheme(
              "at once, with the head of the refusal",
              false,
              NO_LIMIT,
              0,
              0,
              (attempt, age, random) -> 0),
          new Scheme(
              "wait less the older the send",
              false,
              NO_LIMIT,
              0,
              0,
              (attempt, age, random) -> random * Math.max(0, 80 - age)),
          new Scheme(
              "a line in each process; at once", true, NO_LIMIT, 0, 0, (attempt, age, random) -> 0),
          new Scheme(
              "a line that gives way; at once",
              true,
              NO_LIMIT,
              0.3,
              1.0 / 16,
              (attempt, age, random) -> 0),
          new Scheme(
              "**a line that gives way; once up to 40 ms, then at once**",
              true,
              NO_LIMIT,
              0.3,
              1.0 / 16,
              (attempt, age, random) -> attempt == 1 ? 40 * random : 0));

  /**
   * Processes with senders into one group.
   *
   * @param processes how many, each with a store of its own
   * @param senders in each
   * @param members of the group
   */
  record Setting(int processes, int senders, int members) {
    static final List<Setting> ALL =
        List.of(
            new Setting(1, 16, 2),
            new Setting(4, 4, 2),
            new Setting(1, 16, 40),
            new Setting(4, 4, 40));

    @Override
    public String toString() {
      return processes + " × " + senders + ", " + members + " members";
    }
  }

  /**
   * The outcome.
   *
   * @param schemes a table of what schemes do in the model
   * @param measured a table of what the library does
   * @param met whether all of the library's figures are as wanted
   * @param leastShare the least that a sender of the library had of its fair share
   * @param gaveUp how many sends of the library gave up
   */
  public record Result(
      String schemes, String measured, boolean met, double leastShare, int gaveUp) {}

  /** The library's figures of one setting. */
  private record Figures(
      double rate,
      double least,
      double most,
      double median,
      double longest,
      int gaveUp,
      double refusedUnits) {
    boolean met(Setting setting) {
      return gaveUp == 0
          && least >= 0.5
          && most <= 2
          && longest <= 15 * median
          && (setting.members() > 2 || rate >= 150);
    }
  }

  private Fairness() {}

  /**
   * Measures.
   *
   * @param duration how long the senders send
   * @return the outcome
   */
  public static Result measure(Duration duration) {
    Table table = new Table(columns("processes × senders", "refused units a message"));
    boolean met = true;
    double least = 1;
    int gaveUp = 0;
    // Compiles what is measured.
    Figures unused = figures(Setting.ALL.get(1), duration);
    for (Setting setting : Setting.ALL) {
      Figures figures = figures(setting, duration);
      met &= figures.met(setting);
      least = Math.min(least, figures.least());
      gaveUp += figures.gaveUp();
      table.row(
          setting.toString(),
          Numbers.of(figures.rate()),
          Numbers.ratio(figures.least()),
          Numbers.ratio(figures.most()),
          Numbers.of(figures.median()),
          Numbers.of(figures.longest()),
          Numbers.of(figures.longest() / figures.median()),
          Numbers.of(figures.gaveUp()),
          Numbers.of(figures.refusedUnits()));
    }
    return new Result(schemes(), table.markdown(), met, least, gaveUp);
  }

  private static List<String> columns(String first, String last) {
    return List.of(
        first,
        "messages a second",
        "least share",
        "greatest share",
        "median ms",
        "longest ms",
        "longest to median",
        "gave up",
        last);
  }

  private static String schemes() {
    List<String> columns = new ArrayList<>(columns("scheme", "refused a message"));
    columns.add(1, "processes × senders");
    Table table = new Table(columns);
    for (Scheme scheme : SCHEMES) {
      for (Setting setting : Setting.ALL.subList(0, 2)) {
        ContentionModel.Outcome outcome =
            ContentionModel.play(
                scheme, setting.processes(), setting.senders(), MODEL_SECONDS, SEED);
        table.row(
            scheme.name(),
            setting.processes() + " × " + setting.senders(),
            Numbers.of(outcome.rate()),
            Numbers.ratio(outcome.least()),
            Numbers.ratio(outcome.most()),
            Numbers.of(outcome.median()),
            Numbers.of(outcome.longest()),
            Numbers.of(outcome.longest() / outcome.median()),
            Numbers.of(outcome.gaveUp()),
            Numbers.ratio(outcome.refused()));
      }
    }
    return table.markdown();
  }

  private static Figures figures(Setting setting, Duration duration) {
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(TIMERS);
    try {
      InFlightTable inFlight = new InFlightTable(timer, ROUND_TRIP);
      NewGroup group = Samples.group(0, setting.members());
      MessageGroup shared =
          store(inFlight).createGroup(group, Samples.message(group, BYTES)).join().group();
      List<Sender> senders = new ArrayList<>();
      for (int process = 0; process < setting.processes(); process++) {
        AsyncMessagingStore store = store(inFlight);
        for (int i = 0; i < setting.senders(); i++) {
          senders.add(new Sender(store, shared, BYTES, duration));
        }
      }
      Sender.runAll(senders);
      double[] times = Sender.millis(senders);
      double fair = (double) times.length / senders.size();
      return new Figures(
          times.length / (duration.toMillis() / 1e3),
          senders.stream().mapToInt(Sender::sent).min().orElse(0) / fair,
          senders.stream().mapToInt(Sender::sent).max().orElse(0) / fair,
          Sample.median(times),
          Sample.quantile(times, 1),
          senders.stream().mapToInt(Sender::failed).sum(),
          inFlight.refusedUnits() / times.length);
    } finally {
      timer.shutdownNow();
    }
  }

  private static AsyncMessagingStore store(InFlightTable table) {
    return AsyncMessagingStore.builder().client(table).tableName("contention").build();
  }
}
