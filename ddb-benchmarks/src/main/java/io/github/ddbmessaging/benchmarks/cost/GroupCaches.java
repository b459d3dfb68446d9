package io.github.ddbmessaging.benchmarks.cost;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.benchmarks.contender.Kind;
import io.github.ddbmessaging.benchmarks.contender.Samples;
import io.github.ddbmessaging.benchmarks.contender.Source;
import io.github.ddbmessaging.benchmarks.report.Numbers;
import io.github.ddbmessaging.benchmarks.report.Table;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.GroupCache;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Sends by the id of a group, by instances of a service that each keep groups in a cache: how often
 * another instance has sent since, and what the refused transactions cost.
 */
public final class GroupCaches {
  private static final int GROUPS = 10;
  private static final int BYTES = 200;
  private static final int BLOCK = 50;
  private static final long SEED = 20_261_126;

  /**
   * What sends cost.
   *
   * @param usage all of it
   * @param refused how many transactions were refused
   */
  public record Cost(Usage usage, int refused) {}

  private GroupCaches() {}

  /**
   * Measures.
   *
   * @param messages how many messages are sent
   * @param instances how many instances of the service
   * @return a Markdown table
   */
  public static String table(int messages, List<Integer> instances) {
    Table table =
        new Table(
            List.of("instances", "cache", "requests", "refused", "read units", "write units"));
    table.row(row("any", "none", messages, cost(messages, 1, false)));
    for (int count : instances) {
      table.row(row(Numbers.of(count), "each its own", messages, cost(messages, count, true)));
    }
    return table.markdown();
  }

  /**
   * Sends into groups of two, each message by an instance and into a group that are drawn.
   *
   * @param messages how many messages
   * @param instances how many instances
   * @param caching whether each has a cache
   * @return what it cost
   */
  public static Cost cost(int messages, int instances, boolean caching) {
    try (LocalDynamoDb engine = LocalDynamoDb.start()) {
      Meter meter = new Meter();
      AtomicInteger refused = new AtomicInteger();
      Services services = new Services(engine.client(), meter, instances, caching, refused);
      Random random = new Random(SEED);
      refused.set(0);
      Usage usage =
          meter.measure(
              () -> {
                for (int n = 0; n < messages; n++) {
                  services.send(random.nextInt(instances), random.nextInt(GROUPS));
                }
              });
      return new Cost(usage, refused.get());
    }
  }

  /**
   * Measures how much time a cache saves where it always knows the group, in blocks by turns.
   *
   * @param blocks how many blocks
   * @return the median of the ratios, with a cache to without one
   */
  public static double timeRatio(int blocks) {
    try (LocalDynamoDb engine = LocalDynamoDb.start()) {
      Meter meter = new Meter();
      Services with = new Services(engine.client(), meter, 1, true, new AtomicInteger());
      Services without = new Services(engine.client(), meter, 1, false, new AtomicInteger());
      List<Double> ratios = new ArrayList<>();
      for (int n = 0; n < 2 * blocks; n++) {
        double ratio = (double) with.nanosOfBlock() / without.nanosOfBlock();
        // The first half compiles the code.
        if (n >= blocks) {
          ratios.add(ratio);
        }
      }
      ratios.sort(null);
      return ratios.get(ratios.size() / 2);
    }
  }

  private static String[] row(String instances, String cache, int messages, Cost cost) {
    return new String[] {
      instances,
      cache,
      Numbers.ratio((double) cost.usage().requests() / messages),
      Numbers.ratio((double) cost.refused() / messages),
      Numbers.ratio(cost.usage().readUnits() / messages),
      Numbers.ratio(cost.usage().writeUnits() / messages)
    };
  }

  /** Instances of a service, on a table of their own. */
  private static final class Services {
    private final List<MessagingStore> stores;
    private final List<MessageGroup> groups;
    private final NewMessage message;

    Services(
        DynamoDbClient engine, Meter meter, int instances, boolean caching, AtomicInteger refused) {
      String table = caching ? "with-cache" : "without-cache";
      var unused = Kind.LIBRARY.createTable(engine, table, false);
      DynamoDbClient client = meter.wrap(engine);
      Source source = Source.fresh();
      stores =
          IntStream.range(0, instances)
              .mapToObj(
                  n -> {
                    MessagingStore.Builder builder =
                        MessagingStore.builder()
                            .client(client)
                            .tableName(table)
                            .clock(source.clock())
                            .ids(source.ids())
                            .listener(
                                CallListener.atEnd(
                                    report -> refused.addAndGet(report.conflicts())));
                    return (caching ? builder.groupCache(new Unbounded()) : builder).build();
                  })
              .toList();
      NewGroup pair = Samples.group(0, 2);
      message = Samples.message(pair, BYTES);
      groups =
          IntStream.range(0, GROUPS)
              .mapToObj(n -> stores.get(0).createGroup(pair, message).group())
              .toList();
    }

    void send(int instance, int group) {
      var unused = stores.get(instance).createMessage(groups.get(group).id(), message);
    }

    long nanosOfBlock() {
      long begin = System.nanoTime();
      for (int n = 0; n < BLOCK; n++) {
        send(0, n % GROUPS);
      }
      return System.nanoTime() - begin;
    }
  }

  /** For a few groups. */
  private static final class Unbounded implements GroupCache {
    private final Map<String, MessageGroup> groups = new ConcurrentHashMap<>();

    @Override
    public Optional<MessageGroup> find(String groupId) {
      return Optional.ofNullable(groups.get(groupId));
    }

    @Override
    public void put(MessageGroup group) {
      groups.put(group.id(), group);
    }
  }
}
