package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.campaign.Call.Ended;
import io.github.ddbmessaging.campaign.Call.Waiting;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the actors of a run have in common: a table, nodes that use it, and a network between. */
final class Cluster {
  static final String TABLE = "messages";
  static final Instant BEGINNING = Instant.parse("2026-11-21T01:00:00.000001Z");
  static final int NODES = 3;

  /** So far do clocks differ usually, and so long does a replica lag or a request take. */
  private static final Duration LONGEST_LAG = Duration.ofSeconds(20);

  static final List<User> USERS = List.of(user("ann"), user("bob"), user("cat"), user("dan"));

  final Counts counts;
  final MemoryTable table;
  final Database database;
  final Network network;
  final Model model;
  final TableStream stream = new TableStream();
  private final List<Node> nodes = new ArrayList<>();
  private final NavigableMap<Instant, Integer> versions = new TreeMap<>();
  private final Map<String, User> names = new HashMap<>();
  private Instant now = BEGINNING;
  private int started;
  private int texts;

  /** What else happens when a node dies. */
  Runnable onCrash = () -> {};

  /** What others do between two requests of a call among others. */
  Consumer<Choice> others = choice -> {};

  /**
   * What runs have in common.
   *
   * @param database makes what serves the requests of a run
   * @param interceptor makes what stands before its network
   */
  record Settings(Function<MemoryTable, Database> database, Supplier<Interceptor> interceptor) {
    /** A table in memory and the library as it is. */
    static final Settings PLAIN = new Settings(memory -> memory, () -> Interceptor.NONE);
  }

  /**
   * Starts the nodes.
   *
   * @param judge says what must be true
   * @param partitions the order in which a scan meets them
   */
  Cluster(
      Settings settings,
      Counts counts,
      BiFunction<MemoryTable, Counts, Model> judge,
      Comparator<String> partitions) {
    this.counts = counts;
    this.table = new MemoryTable(this::written, partitions);
    this.database = settings.database().apply(table);
    this.network =
        new Network(table, database, settings.interceptor().get(), counts, this::replace);
    this.model = judge.apply(table, counts);
    model.isFarOff = this::isFarOff;
    for (int i = 0; i < NODES; i++) {
      nodes.add(node(i, i == 0 ? Duration.ZERO : Duration.ofSeconds(i == 1 ? 3 : -5)));
    }
  }

  /** Now and then a process is further behind than any idempotency key is remembered. */
  private Duration skewOfNext() {
    return started % 4 == 0
        ? Duration.ofDays(-3)
        : Duration.ofMillis(started * 7_919L % 20_000 - 10_000);
  }

  static User user(String id) {
    return new User(id, "Name of " + id, id + ".h");
  }

  private Node node(int number, Duration skew) {
    return new Node("p" + number + "." + started++, () -> now.plus(skew), network);
  }

  private void written(List<Change> changes) {
    stream.add(changes);
    model.written(changes, network.executing());
  }

  Instant now() {
    return now;
  }

  void tick(Choice how) {
    later(Duration.ofNanos(1_000L * (how.of(2) == 0 ? how.of(4) : how.of(2_000_000))));
  }

  /** A minute and more passes. */
  void leap(Choice how) {
    later(Duration.ofSeconds(61 + how.of(60)));
  }

  /** Time passes; no read misses what is old by then. */
  void later(Duration time) {
    versions.put(now, table.version());
    now = now.plus(time);
    Map.Entry<Instant, Integer> old = versions.floorEntry(now.minus(LONGEST_LAG));
    if (old != null) {
      table.settle(old.getValue());
    }
  }

  /** Whether a time is further from now than a write may take, and clocks usually differ. */
  boolean isFarOff(Instant time) {
    return Duration.between(time, now).abs().compareTo(LONGEST_LAG) > 0;
  }

  /** The plainest choices, by a process whose clock is right, if there is one. */
  Choice byRightClock() {
    return Choice.plainest()
        .by(
            IntStream.range(0, NODES)
                .filter(i -> !isFarOff(nodes.get(i).now()))
                .findFirst()
                .orElse(0));
  }

  /** A number that nothing else has. */
  int number() {
    return texts++;
  }

  /** The user with the names that they have by now. */
  User named(User user) {
    return names.getOrDefault(user.id(), user);
  }

  /** Gives a user other names. */
  User rename(User user) {
    User renamed = new User(user.id(), "Name " + number() + " of " + user.id(), user.handle());
    names.put(user.id(), renamed);
    return renamed;
  }

  /** A text of its own; some are longer than a preview. */
  String text(Choice how) {
    String text = "t" + number();
    return how.of(8) == 7 ? text + " long".repeat(60) : text;
  }

  /** A key that goes with the text that was made last. */
  String idempotencyKey() {
    return "k" + texts;
  }

  /** A page of the table. */
  static TableScan scan(@Nullable String position, int items) {
    TableScan first = TableScan.withPageSize(items);
    return position == null ? first : first.resumedAt(position);
  }

  // -- Requests and nodes

  /** Serves a waiting request, with a fault if there is a choice of one. */
  void serve(int who, @Nullable Choice fault) {
    if (network.waiting().isEmpty()) {
      counts.add("idle");
      return;
    }
    Waiting request = network.waiting().get(who % network.waiting().size());
    network.serve(request, fault == null ? Fault.NONE : Fault.of(request.request(), fault));
  }

  /** Lets a request arrive that its sender has given up. */
  void arriveLate(Choice how) {
    if (!network.late().isEmpty()) {
      arrive(network.late().get(how.who % network.late().size()));
    }
  }

  private void arrive(Waiting request) {
    Send send = request.call().send;
    ItemKey written = send == null ? null : send.written;
    if (written != null && table.item(written) == null) {
      // Somebody has deleted the message since; no request is so late.
      network.late().remove(request);
      return;
    }
    counts.add("request arrived late");
    network.arrive(request);
  }

  /** Ends a node, maybe when it has sent a request. */
  void crash(Choice how) {
    Node node = node(how);
    List<Waiting> own =
        network.waiting().stream().filter(request -> request.call().node == node).toList();
    if (!own.isEmpty() && how.oneIn(2)) {
      network.serve(how.from(own), Fault.CRASH_AFTER);
    } else {
      replace(node);
    }
  }

  private void replace(Node dead) {
    counts.add("process died");
    dead.dead = true;
    network.drop(dead);
    onCrash.run();
    int number = nodes.indexOf(dead);
    nodes.set(number, node(number, skewOfNext()));
  }

  /** Lets all calls and requests that are under way end without faults. */
  void finish() {
    List.copyOf(network.late()).forEach(this::arrive);
    while (!network.waiting().isEmpty()) {
      network.serve(network.waiting().get(0), Fault.NONE);
    }
  }

  // -- Calls

  private Node node(Choice how) {
    return nodes.get(how.who % NODES);
  }

  /** A call of either store of a node that sends nothing. */
  <T> void call(
      String name,
      Choice how,
      Function<Store, CompletableFuture<T>> body,
      Consumer<Ended<T>> onEnd) {
    call(name, how, null, body, onEnd);
  }

  /** A call of either store of a node. */
  <T> void call(
      String name,
      Choice how,
      @Nullable Intent intent,
      Function<Store, CompletableFuture<T>> body,
      Consumer<Ended<T>> onEnd) {
    call(
        name,
        how,
        intent,
        node -> body.apply(node.store).join(),
        node -> body.apply(node.asyncStore()),
        onEnd);
  }

  /** A call of a node, synchronous or not. */
  <T> void call(
      String name,
      Choice how,
      @Nullable Intent intent,
      Function<Node, T> body,
      Function<Node, CompletableFuture<T>> asyncBody,
      Consumer<Ended<T>> onEnd) {
    Call<T> call = new Call<>(name, node(how), intent, table.version(), onEnd);
    if (how.of(4) == 0) {
      counts.add("call " + name);
      call.faultyRequest = how.of(6);
      call.faultChoice = how.of(1_000);
      network.run(call, () -> body.apply(call.node));
    } else {
      counts.add("call " + name + ", async");
      network.start(call, () -> asyncBody.apply(call.node));
    }
  }

  /**
   * A synchronous call, with others in between its requests: for calls with parts that an
   * asynchronous store would run at once.
   */
  <T> void callAmongOthers(
      String name,
      Choice how,
      @Nullable Intent intent,
      Function<Node, T> body,
      Consumer<Ended<T>> onEnd) {
    Call<T> call = new Call<>(name, node(how), intent, table.version(), onEnd);
    call.faultyRequest = how.of(12);
    call.faultChoice = how.of(1_000);
    Random random = new Random(how.of(1_000));
    call.betweenRequests = () -> others.accept(new Choice(0, 0, random.nextInt(Integer.MAX_VALUE)));
    counts.add("call " + name);
    network.run(call, () -> body.apply(call.node));
  }
}
