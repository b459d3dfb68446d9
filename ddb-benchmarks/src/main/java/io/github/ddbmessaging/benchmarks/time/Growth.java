package io.github.ddbmessaging.benchmarks.time;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.benchmarks.contender.Samples;
import io.github.ddbmessaging.benchmarks.report.Numbers;
import io.github.ddbmessaging.benchmarks.report.Plot;
import io.github.ddbmessaging.benchmarks.report.Table;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import io.github.ddbmessaging.testing.meter.Call;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Pages of short and of long listings. All listings are in one table, and are read by turns, so
 * that what differs is their length and nothing else.
 */
public final class Growth implements AutoCloseable {
  private static final String TABLE = "growth";
  private static final int PAGE = 20;
  private static final int FILLS_ALL_PAGES = 2 * (PAGE + 1);
  private static final int BATCH = 25;
  private static final int MOST_AT_ONCE = 1_000;
  private static final int BYTES = 200;
  private static final long SEED = 6;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final LocalDynamoDb engine = LocalDynamoDb.start();
  private final Meter meter = new Meter();
  private final MessagingStore store = store(engine.client());
  private final MessagingStore metered = store(meter.wrap(engine.client()));
  private final Random random = new Random(SEED);

  /**
   * The outcome.
   *
   * @param markdown a table
   * @param plot an SVG
   * @param worst the largest ratio of time to the shortest full listing's, by the page's place
   * @param flat whether requests, units and items are the same for every length
   */
  public record Result(String markdown, String plot, Map<String, Double> worst, boolean flat) {}

  /**
   * A listing.
   *
   * @param pattern which kind
   * @param length how many items it has
   * @param place where the page is that is read
   * @param consistent whether it is read strongly consistent
   */
  private record Listing(String pattern, int length, String place, boolean consistent) {
    String line() {
      return pattern + ", " + place + (consistent ? ", strong" : "");
    }
  }

  private Growth() {
    MessagingTable.of(engine.client(), TABLE)
        .create(TableSettings.onDemand().withStream(false).withTimeToLive(false));
  }

  /**
   * Measures.
   *
   * @param messages how many messages the groups have
   * @param conversations how many groups the users have
   * @param reads how often each page is read
   * @return the outcome
   */
  public static Result measure(List<Integer> messages, List<Integer> conversations, int reads) {
    try (Growth growth = new Growth()) {
      Map<Listing, Consumer<MessagingStore>> pages = new LinkedHashMap<>();
      messages.forEach(length -> growth.addMessages(length, pages));
      conversations.forEach(length -> growth.addRows(length, pages));
      return growth.report(pages, growth.times(pages, reads));
    }
  }

  @Override
  public void close() {
    engine.close();
  }

  private void addMessages(int length, Map<Listing, Consumer<MessagingStore>> pages) {
    String group = "group-" + length;
    load(
        length,
        n -> {
          String id = new UUID(0, n).toString();
          SortKey key = SortKey.of(START.plusSeconds(n), id);
          Message message = new Message(group, key, id, Samples.user(0), "x".repeat(BYTES));
          return Schemas.MESSAGES.itemToMap(message, true);
        });
    PageRequest middle = middle(length, request -> store.listMessages(group, request));
    addPages("A", length, middle, (s, request) -> s.listMessages(group, request), pages);
  }

  private void addRows(int length, Map<Listing, Consumer<MessagingStore>> pages) {
    String user = "user-" + length;
    load(
        length,
        n -> {
          String group = new UUID(1, n).toString();
          SortKey key = Keys.row(SortKey.of(START.plusSeconds(n), "m"), group);
          MessageGroupRow row =
              new MessageGroupRow(
                  user,
                  key,
                  group,
                  "x".repeat(BYTES),
                  Samples.TITLE,
                  Samples.user(0),
                  false,
                  false,
                  Samples.user(0).id());
          return Schemas.ROWS.itemToMap(row, true);
        });
    PageRequest middle = middle(length, request -> store.listMessageGroups(user, request));
    addPages("B", length, middle, (s, request) -> s.listMessageGroups(user, request), pages);
  }

  /** Reads a page with a store. */
  private interface Read {
    Page<?> page(MessagingStore store, PageRequest request);
  }

  private void addPages(
      String pattern,
      int length,
      PageRequest middle,
      Read read,
      Map<Listing, Consumer<MessagingStore>> pages) {
    for (boolean consistent : List.of(false, true)) {
      pages.put(
          new Listing(pattern, length, "first page", consistent),
          by -> read.page(consistent ? by.withConsistentReads() : by, newestFirst(PAGE)));
      pages.put(
          new Listing(pattern, length, "page in the middle", consistent),
          by -> read.page(consistent ? by.withConsistentReads() : by, middle));
    }
  }

  private void load(int length, Function<Integer, Map<String, AttributeValue>> item) {
    List<WriteRequest> batch = new ArrayList<>();
    for (int n = 0; n < length; n++) {
      Map<String, AttributeValue> next = item.apply(n);
      batch.add(WriteRequest.builder().putRequest(put -> put.item(next)).build());
      if (batch.size() == BATCH || n == length - 1) {
        engine.client().batchWriteItem(write -> write.requestItems(Map.of(TABLE, batch)));
        batch.clear();
      }
    }
  }

  private static PageRequest middle(int length, Function<PageRequest, Page<?>> list) {
    PageRequest next = newestFirst(PAGE);
    for (int read = 0; read < length / 2; ) {
      int limit = Math.min(MOST_AT_ONCE, length / 2 - read);
      PageRequest request = next.cursor() == null ? newestFirst(limit) : next;
      request = new PageRequest(request.direction(), limit, request.cursor(), null, null, null);
      next = newestFirst(PAGE).continuedAt(list.apply(request).next().orElseThrow());
      read += limit;
    }
    return next;
  }

  private Map<Listing, double[]> times(Map<Listing, Consumer<MessagingStore>> pages, int reads) {
    Map<Listing, double[]> times = new LinkedHashMap<>();
    pages.keySet().forEach(listing -> times.put(listing, new double[reads]));
    List<Listing> order = new ArrayList<>(pages.keySet());
    for (int read = -reads; read < reads; read++) {
      Collections.shuffle(order, random);
      for (Listing listing : order) {
        long start = System.nanoTime();
        of(pages, listing).accept(store);
        long end = System.nanoTime();
        if (read >= 0) {
          of(times, listing)[read] = end - start;
        }
      }
    }
    return times;
  }

  private Result report(
      Map<Listing, Consumer<MessagingStore>> pages, Map<Listing, double[]> times) {
    Table table =
        new Table(
            List.of("page", "items", "requests", "read units", "items read", "µs", "time ratio"));
    Plot plot =
        new Plot("Time of a page by the length of the listing", "items in the listing")
            .yAxis("time, shortest listing = 1")
            .logarithmicX();
    Map<String, Cost> firstCosts = new LinkedHashMap<>();
    Map<String, Double> firstTimes = new LinkedHashMap<>();
    Map<String, Double> worst = new TreeMap<>();
    boolean flat = true;
    for (Listing listing :
        pages.keySet().stream().sorted(Comparator.comparing(Listing::line)).toList()) {
      Cost cost = cost(of(pages, listing));
      double time = Sample.median(of(times, listing));
      double ratio = 1;
      // A listing of a page or two costs less than a longer one, since its pages are not full.
      if (listing.length() > FILLS_ALL_PAGES) {
        ratio = time / firstTimes.computeIfAbsent(listing.line(), line -> time);
        flat &= cost.equals(firstCosts.computeIfAbsent(listing.line(), line -> cost));
        worst.merge(listing.place(), ratio, Math::max);
        plot.point(listing.line(), listing.length(), ratio);
      }
      table.row(
          listing.line(),
          Numbers.of(listing.length()),
          Numbers.of(cost.usage().requests()),
          Numbers.units(cost.usage().readUnits()),
          Numbers.of(cost.items()),
          Numbers.of(time / 1_000),
          listing.length() > FILLS_ALL_PAGES ? Numbers.ratio(ratio) : "not full");
    }
    return new Result(table.markdown(), plot.svg(), worst, flat);
  }

  /**
   * What a page costs.
   *
   * @param usage requests and units
   * @param items items that were read for it
   */
  private record Cost(Usage usage, int items) {}

  private Cost cost(Consumer<MessagingStore> page) {
    meter.reset();
    page.accept(metered);
    return new Cost(meter.total(), meter.calls().stream().mapToInt(Call::items).sum());
  }

  private static <V> V of(Map<Listing, V> values, Listing listing) {
    return requireNonNull(values.get(listing));
  }

  private static MessagingStore store(DynamoDbClient client) {
    return MessagingStore.builder().client(client).tableName(TABLE).build();
  }
}
