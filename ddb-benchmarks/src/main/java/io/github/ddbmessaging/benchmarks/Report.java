package io.github.ddbmessaging.benchmarks;

import io.github.ddbmessaging.benchmarks.cost.Bursts;
import io.github.ddbmessaging.benchmarks.cost.CostTables;
import io.github.ddbmessaging.benchmarks.cost.Day;
import io.github.ddbmessaging.benchmarks.cost.GroupCaches;
import io.github.ddbmessaging.benchmarks.cost.InboxReads;
import io.github.ddbmessaging.benchmarks.cost.Pattern;
import io.github.ddbmessaging.benchmarks.report.Numbers;
import io.github.ddbmessaging.benchmarks.report.Table;
import io.github.ddbmessaging.benchmarks.time.Contention;
import io.github.ddbmessaging.benchmarks.time.EndToEnd;
import io.github.ddbmessaging.benchmarks.time.Fairness;
import io.github.ddbmessaging.benchmarks.time.Fixtures;
import io.github.ddbmessaging.benchmarks.time.Growth;
import io.github.ddbmessaging.benchmarks.time.Stubbed;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Measures everything and writes it down. */
final class Report {
  private static final double MOST_TIME = 1.05;
  private static final double MOST_BYTES = 1.25;
  private static final double LEAST_LINEAR = 0.9;
  private static final double MOST_GROWTH = 1.25;

  private final Settings settings;
  private final String versions;
  private final PrintStream progress;
  private final Table summary = new Table(List.of("wanted", "measured", "met or missed"));

  Report(Settings settings, String versions, PrintStream progress) {
    this.settings = settings;
    this.versions = versions;
    this.progress = progress;
  }

  /** Writes {@code performance.md} and its plots into a directory. */
  void write(Path docs) {
    Instant begin = Instant.now();
    String load = Machine.load();
    CostTables costs = step("units", () -> CostTables.measure(settings.kinds(), settings.cases()));
    String bursts = step("bursts", () -> Bursts.table(settings.bursts(), settings.batches()));
    String inboxes = step("inboxes", () -> InboxReads.table(settings.inboxes(), List.of(20, 200)));
    String caches =
        step("caches", () -> GroupCaches.table(10 * settings.reads(), List.of(1, 10, 100)));
    double cacheTime = step("time with a cache", () -> GroupCaches.timeRatio(settings.blocks()));
    Growth.Result growth =
        step(
            "growth",
            () -> Growth.measure(settings.messages(), settings.conversations(), settings.reads()));
    EndToEnd.Result endToEnd =
        step(
            "end to end",
            () -> EndToEnd.measure(settings.warmUp(), settings.blocks(), settings.calls()));
    String stubbed = step("stubbed", () -> Stubbed.table(settings.rounds()));
    Contention.Result contention =
        step("contention", () -> Contention.measure(settings.senders(), settings.sending()));
    Fairness.Result fairness = step("fairness", () -> Fairness.measure(settings.sending()));
    String fixtures = step("fixtures", () -> Fixtures.table(settings.fixtures()));
    summarize(growth, endToEnd, contention, fairness);
    String text =
        """
        # Performance

        Written by the module `ddb-benchmarks`; edit that, not this page. Measured on %s; %s.
        The load of the machine was %s at the beginning and %s at the end, after %d minutes: what else
        ran there moves the times, so that only ratios of what ran side by side mean anything. Requests
        and units are the same on every machine.

        To measure again (without Docker or an AWS account):

        ```
        mvn -q -P benchmarks -pl ddb-benchmarks -am compile
        ```

        `-Dbenchmarks.longest` sets the length of the longest group: 100000 messages without it, 1000000
        for half as long again. Here it was %s.

        | name | what it is |
        | --- | --- |
        | library | `ddb-core`, sending transactionally, or streamed |
        | low-level client | the same requests by hand, and nothing else: no checks, no retries, no cursors |
        | Enhanced Client | the same data model with beans, as the SDK's guide shows |
        | tempest2 | the same data model with `app.cash.tempest:tempest2` |
        | old application | the algorithms that the data model comes from, with their faults |

        ## Summary

        %s
        ## Requests and units

        One call each, by the fixtures' meter: transactions by the service's published rules, everything
        else as DynamoDB Local reports it. "1 · 12 W" is one request and 12 write units; R are read units,
        for eventually consistent reads but for heads. Texts have the length in the head of a column; all
        else of an item comes on top. Contenders that cost the same share a row.
        %s
        E reads the head and writes nothing where a transactional send has moved the rows.

        ### Bursts

        Messages of 200 bytes into one group of two, with all rows brought up to date.

        %s
        ### A day

        %s Computed from the tables above. A write unit costs several times what a read unit costs.

        %s
        The old application is cheaper than transactional sends because nothing of it is a transaction:
        that is also why it loses conversations.

        ### Inbox

        Read units of a page of an inbox, eventually consistent. The library reads all states of the user by one query beside that of the
        rows ([why](decisions/0023-what-a-user-has-read.md)).

        %s
        ### Sends by id, with a group cache

        A message, in the mean of %s: each is sent by an instance that is drawn, into one of 10 groups of two that is drawn. A transaction is refused where
        another instance has sent into the group since. Where the cache always knows the group, a send takes %s times what one without a cache
        takes, here without a network.

        %s
        ## Growth

        A page of 20 in short and long listings, all in one table of one engine, read by turns.

        ![Time of a page by the length of the listing](performance/growth.svg)

        %s
        Requests, units and items read don't depend on the length. The time doesn't either, also in DynamoDB
        Local, which walks from the beginning of a query's range to where a page begins: a page's range
        begins at its cursor.

        ## Overhead

        ### End to end

        Through the whole SDK to an engine in the same JVM, in a group of two with texts of 200 bytes. The
        contenders take turns call by call in random order, after %s calls each to a client that answers
        at once, which compile what is their own; a ratio is the median over %d blocks of %d calls each.
        "Again" is the low-level client a second time: how far it is from 1 is how far
        the others' ratios can be trusted. Bytes are those that the calling thread allocates, which is
        the contender and the SDK: the engine has threads of its own.

        The library gives each request a time-out, which the SDK keeps with a timer of its own; the other contenders have none here. With a
        client that has a time-out ([production.md](production.md#time-outs-and-retries)) the library sets none, and that part of the difference is gone.

        %s
        ### Stubbed

        Over a client that answers at once, by JMH: the contender's own work and nothing else. Medians of
        single calls. The low-level client checks nothing, leaves times as text and maps by hand; the
        library checks what it writes and reads, makes instants of times, and maps by the Enhanced Client's
        schemas. That is microseconds a call, beside milliseconds to the service and back.

        %s
        ## Contention

        Each sender sends the next message as soon as the last one is done, for %d s, to a table in memory
        at a distance of 5 ms that checks the conditions of a transaction and cancels one that meets another in flight.
        Each has the group in hand as its own last send left it. "Gave up" are sends that ended with
        `RetriesExhaustedException`.

        ![Messages a second by the number of senders](performance/contention.svg)

        %s
        A group takes one transaction after the other: about one for each round trip, whoever sends it. The sends of one store
        into a group take turns, so each is refused by nobody and waits for those before it. A group that many write into at once is what
        streamed sends are for.

        ### Fairness

        Senders that never pause are the worst case. 16 of them in one process, and in 4 processes with a store each, into a group
        of 2 and one of 40. A share of 1 is the fair one. Wanted: nobody gives up, each sender has between half and double its fair share, the longest send takes at most
        15 times the median, and at least 150 messages a second come into the group of 2. Refused units are those of cancelled transactions, which
        DynamoDB charges like any other.

        %s
        How it compares with other ways to try again, in a model of the same table with a clock of its own, for a minute each, from one seed. A
        request is on its way for 2 ms, holds the head for 1 ms, and the response takes 2 ms, each up to a tenth more or less. The last scheme
        is the library's ([why](decisions/0015-time-and-contention.md)).

        %s
        Whoever has just written knows the new head first: its next send arrives before those that were refused can. So without a line the others
        never get in, whether they wait or not, and a line that does not give way lets one process send all.

        ## Fixture

        `ddb-local-testing`, each time in a fresh JVM; medians of %d. A table is one with a partition and
        a sort key; "next table" drops the one before. A put is of 200 bytes.

        %s
        Tempest's fixture is missing here: its JUnit 5 module is not in the registry in the version of
        `tempest2` that is, and the server of `tempest2-testing-jvm` fails to start without classes that
        report its use over the network (`NoClassDefFoundError:
        software/amazon/awssdk/services/pinpoint/model/TooManyRequestsException`), which nothing here may do.
        """
            .formatted(
                Machine.describe(),
                versions,
                load,
                Machine.load(),
                Duration.between(begin, Instant.now()).toMinutes() + 1,
                Numbers.of(settings.messages().stream().mapToInt(n -> n).max().orElse(0)),
                summary.markdown(),
                costs.markdown(),
                bursts,
                Day.mix(),
                Day.table(costs),
                inboxes,
                Numbers.of(10 * settings.reads()),
                Numbers.ratio(cacheTime),
                caches,
                growth.markdown(),
                Numbers.of(settings.warmUp()),
                settings.blocks(),
                settings.calls(),
                endToEnd.markdown(),
                stubbed,
                settings.sending().toSeconds(),
                contention.markdown(),
                fairness.measured(),
                fairness.schemes(),
                settings.fixtures(),
                fixtures);
    try {
      Path plots = Files.createDirectories(docs.resolve("performance"));
      Files.writeString(docs.resolve("performance.md"), text);
      Files.writeString(plots.resolve("growth.svg"), growth.plot());
      Files.writeString(plots.resolve("contention.svg"), contention.plot());
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write the report into " + docs, e);
    }
  }

  private void summarize(
      Growth.Result growth,
      EndToEnd.Result endToEnd,
      Contention.Result contention,
      Fairness.Result fairness) {
    atMost("Time end to end, library to low-level client", endToEnd.time(), MOST_TIME);
    atMost("Bytes end to end, library to low-level client", endToEnd.bytes(), MOST_BYTES);
    row(
        "Requests, units and items of a page don't depend on the length of the listing",
        growth.flat() ? "the same" : "they differ",
        growth.flat());
    growth
        .worst()
        .forEach(
            (place, ratio) ->
                row(
                    "Time of a " + place + ", longest listing to shortest: at most " + MOST_GROWTH,
                    Numbers.ratio(ratio),
                    ratio <= MOST_GROWTH));
    row(
        "Senders into separate groups, rate for each to that of one alone: at least "
            + LEAST_LINEAR,
        Numbers.fineRatio(contention.linear()),
        contention.linear() >= LEAST_LINEAR);
    row(
        "16 senders into one group that never pause: fair, quick enough, and none gives up",
        fairness.met() ? "as wanted" : "not as wanted",
        fairness.met());
    row("Messages sent and not there", Long.toString(contention.lost()), contention.lost() == 0);
  }

  private void atMost(String what, Map<Pattern, Double> ratios, double most) {
    ratios.forEach(
        (pattern, ratio) ->
            row(
                what + ", " + pattern + ": at most " + Numbers.ratio(most),
                Numbers.fineRatio(ratio),
                ratio <= most));
  }

  private void row(String wanted, String measured, boolean met) {
    summary.row(wanted, measured, met ? "met" : "**missed**");
  }

  private <T> T step(String name, Supplier<T> step) {
    long start = System.nanoTime();
    T result = step.get();
    progress.printf("%s: %d s%n", name, Duration.ofNanos(System.nanoTime() - start).toSeconds());
    return result;
  }
}
