package io.github.ddbmessaging.benchmarks.time;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.benchmarks.contender.Samples;
import io.github.ddbmessaging.benchmarks.report.Numbers;
import io.github.ddbmessaging.benchmarks.report.Plot;
import io.github.ddbmessaging.benchmarks.report.Table;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.SendMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** Many senders at once, at a distance of 5 ms from a table. */
public final class Contention {
  private static final Duration ROUND_TRIP = Duration.ofMillis(5);
  private static final int BYTES = 200;
  private static final int TIMERS = 2;

  private final Setting setting;
  private final Duration duration;
  private final AtomicInteger retries = new AtomicInteger();

  /** Who sends where, and how. */
  enum Setting {
    /** All into one group, in transactions. */
    ONE_GROUP("one group, transactional"),
    /** All into one group, messages put alone. */
    ONE_GROUP_STREAMED("one group, streamed"),
    /** Each into a group of their own, in transactions. */
    SEPARATE_GROUPS("separate groups, transactional");

    private final String label;

    Setting(String label) {
      this.label = label;
    }
  }

  /**
   * What came of one setting.
   *
   * @param rate messages a second
   * @param retries retries for each message
   * @param p50 the middle time of a send, in milliseconds
   * @param p99 what one send in a hundred takes longer than, in milliseconds
   * @param busiest the share of the sender who sent most
   * @param failed sends that gave up
   * @param lost messages that were sent and are not in the table
   */
  record Outcome(
      double rate, double retries, double p50, double p99, double busiest, int failed, long lost) {}

  /**
   * The outcome.
   *
   * @param markdown a table
   * @param plot an SVG
   * @param linear how many times as fast the most senders are as one, for each of them, if they
   *     send into groups of their own; 1 is linear
   * @param lost messages lost in all
   */
  public record Result(String markdown, String plot, double linear, long lost) {}

  private Contention(Setting setting, Duration duration) {
    this.setting = setting;
    this.duration = duration;
  }

  /**
   * Measures.
   *
   * @param senders how many senders at once
   * @param duration how long each
   * @return the outcome
   */
  public static Result measure(List<Integer> senders, Duration duration) {
    Table table =
        new Table(
            List.of(
                "senders",
                "count",
                "messages a second",
                "ratio to one sender",
                "retries a message",
                "p50 ms",
                "p99 ms",
                "busiest sender's share",
                "gave up",
                "lost"));
    Plot plot =
        new Plot("Senders at once, 5 ms from the table", "senders")
            .yAxis("messages a second")
            .logarithmic();
    double linear = 1;
    long lost = 0;
    for (Setting setting : Setting.values()) {
      Map<Integer, Outcome> outcomes = new LinkedHashMap<>();
      senders.forEach(n -> outcomes.put(n, new Contention(setting, duration).run(n)));
      double single = outcomes.values().iterator().next().rate();
      for (Map.Entry<Integer, Outcome> entry : outcomes.entrySet()) {
        Outcome outcome = entry.getValue();
        plot.point(setting.label, entry.getKey(), outcome.rate());
        lost += outcome.lost();
        table.row(
            setting.label,
            Numbers.of(entry.getKey()),
            Numbers.of(outcome.rate()),
            Numbers.ratio(outcome.rate() / single),
            Numbers.ratio(outcome.retries()),
            Numbers.of(outcome.p50()),
            Numbers.of(outcome.p99()),
            Numbers.ratio(outcome.busiest()),
            Numbers.of(outcome.failed()),
            Long.toString(outcome.lost()));
        if (setting == Setting.SEPARATE_GROUPS) {
          linear = outcome.rate() / single / entry.getKey();
        }
      }
    }
    return new Result(table.markdown(), plot.svg(), linear, lost);
  }

  private Outcome run(int senders) {
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(TIMERS);
    try {
      InFlightTable table = new InFlightTable(timer, ROUND_TRIP);
      AsyncMessagingStore store = store(table);
      List<Sender> all = new ArrayList<>();
      MessageGroup shared = group(store, 0);
      for (int n = 0; n < senders; n++) {
        all.add(
            new Sender(
                store,
                setting == Setting.SEPARATE_GROUPS ? group(store, n + 1) : shared,
                BYTES,
                duration));
      }
      long before = table.messages();
      Sender.runAll(all);
      double[] times = Sender.millis(all);
      int most = all.stream().mapToInt(Sender::sent).max().orElse(0);
      long written = table.messages() - before;
      return new Outcome(
          times.length / (duration.toMillis() / 1e3),
          (double) retries.get() / times.length,
          Sample.median(times),
          Sample.quantile(times, 0.99),
          (double) most / times.length,
          all.stream().mapToInt(Sender::failed).sum(),
          times.length - written);
    } finally {
      timer.shutdownNow();
    }
  }

  private AsyncMessagingStore store(InFlightTable table) {
    AsyncMessagingStore store =
        AsyncMessagingStore.builder()
            .client(table)
            .tableName("contention")
            .listener(CallListener.atEnd(report -> retries.addAndGet(report.retries())))
            .build();
    return setting == Setting.ONE_GROUP_STREAMED ? store.withSendMode(SendMode.STREAMED) : store;
  }

  private static MessageGroup group(AsyncMessagingStore store, int number) {
    NewGroup group = Samples.group(2 * number, 2);
    return store.createGroup(group, Samples.message(group, BYTES)).join().group();
  }
}
