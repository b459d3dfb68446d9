package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.campaign.Model.Group;
import io.github.ddbmessaging.campaign.Operation.Waiting;
import io.github.ddbmessaging.campaign.Sending.Place;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Everything that a run consists of; takes one decision after the other. */
class World {
  private static final Instant BEGINNING = Instant.parse("2026-11-21T01:00:00.000001Z");
  static final int PROCESSES = 3;
  private static final int MOST_GROUPS = 5;
  private static final int BATCH = 7;
  private static final User EVE = user("eve");
  static final List<User> USERS = List.of(user("ann"), user("bob"), user("cat"), user("dan"));

  /** Messages of groups with this user or title also come without their rows, or change. */
  private static final User MIXER = USERS.get(2);

  private static final String MIXED = "mixed";

  final Settings settings;
  final Counts counts;
  final MemoryTable table;
  final Database database;
  final Network network;
  final Model model;
  private final Stream stream = new Stream();
  private final List<Node> processes = new ArrayList<>();
  private final List<Sending> keyed = new ArrayList<>();
  private final List<Paging<?>> pagings = new ArrayList<>();
  private final List<Position> positions = new ArrayList<>();
  Instant now = BEGINNING;
  private int started;
  private int texts;
  private @Nullable String rebuildFrom;

  /**
   * What runs have in common.
   *
   * @param table the table's name
   * @param database makes what answers the requests of a run
   * @param rebuilds whether rows are rebuilt beside everything else
   */
  record Settings(String table, Function<MemoryTable, Database> database, boolean rebuilds) {}

  /** A cursor and where it is good. */
  private record Position(String pk, PageRequest request, Cursor cursor, boolean everywhere) {}

  World(Settings settings, Counts counts) {
    this(settings, counts, Model::new, Comparator.naturalOrder());
  }

  /**
   * The same with another judge.
   *
   * @param judge says what must be true
   * @param partitions the order in which a scan meets them
   */
  World(
      Settings settings,
      Counts counts,
      BiFunction<MemoryTable, Counts, Model> judge,
      Comparator<String> partitions) {
    this.settings = settings;
    this.counts = counts;
    this.table = new MemoryTable(this::written, partitions);
    this.database = settings.database().apply(table);
    this.network = new Network(table, database, counts, this::replace);
    this.model = judge.apply(table, counts);
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(process(i, i == 0 ? Duration.ZERO : Duration.ofSeconds(i == 1 ? 3 : -5)));
    }
  }

  private static User user(String id) {
    return new User(id, "Name of " + id, id + ".h");
  }

  private Node process(int place, Duration skew) {
    String name = "p" + place + "." + started++;
    return new Node(name, () -> now.plus(skew), network, settings.table());
  }

  void written(List<Change> changes) {
    stream.add(changes);
    model.written(changes, network.executing());
  }

  /** Takes one decision. */
  void take(Decision decision) {
    counts.tell(decision::toString);
    int who = decision.who();
    int what = decision.what();
    Choice how = new Choice(decision.how());
    switch (decision.action()) {
      case SERVE -> serve(who, how, false);
      case STRIKE -> serve(who, how, true);
      case CREATE -> create(who, what, how);
      case SEND -> send(who, what, how);
      case REPEAT -> repeat(who, what, how);
      case DELIVER -> deliver(who, how);
      case EDIT -> change(what, how, false);
      case DELETE -> change(what, how, true);
      case LIST -> list(who, what, how);
      case NEXT_PAGE -> nextPage(who, what, how);
      case FIND -> find(who, what, how);
      case INTRUDE -> intrude(who, what, how);
      case MISUSE_CURSOR -> misuseCursor(who, what, how);
      case REBUILD -> rebuild(who, how);
      case ARRIVE_LATE -> arriveLate(who);
      case CRASH -> crash(who, how);
      case TICK -> now = now.plusNanos(1_000L * (how.of(2) == 0 ? how.of(4) : how.of(2_000_000)));
      case WRITE_AS_BEFORE, ADOPT, MIGRATE ->
          throw new IllegalArgumentException("No group here is one of the original application");
    }
  }

  /** Ends everything that is under way without faults, and works off the stream, twice. */
  void drain() {
    counts.tell(() -> "DRAIN");
    finish();
    workOff();
    model.drained();
    deliverAgain();
    model.drained();
  }

  /** Lets all that is under way come to its end without faults. */
  final void finish() {
    List.copyOf(network.late()).forEach(this::arrive);
    while (!network.waiting().isEmpty()) {
      network.serve(network.waiting().get(0), Strike.NONE);
    }
  }

  /** Projects every record that is not worked off. */
  final void workOff() {
    for (int attempt = 0; !stream.isWorkedOff(); attempt++) {
      unless(attempt < 1_000, "2", "records are left undone by a projector without faults");
      project(stream.next(BATCH));
    }
  }

  /** Projects all records once more. */
  final void deliverAgain() {
    List<Record> again = stream.repeated();
    for (int i = 0; i < again.size(); i += BATCH) {
      project(again.subList(i, Math.min(i + BATCH, again.size())));
    }
  }

  private void project(List<Record> batch) {
    run(
        "project",
        0,
        new Choice(0),
        null,
        store -> store.projector().project(batch),
        store -> store.projector().project(batch),
        end -> projectionEnded(batch, true, end));
  }

  // -- What happens to requests and processes

  private void serve(int who, Choice how, boolean strikes) {
    if (network.waiting().isEmpty()) {
      counts.add("idle");
      return;
    }
    Waiting request = network.waiting().get(who % network.waiting().size());
    network.serve(request, strikes ? Strike.on(request.request(), how) : Strike.NONE);
  }

  private void arriveLate(int who) {
    if (!network.late().isEmpty()) {
      arrive(network.late().get(who % network.late().size()));
    }
  }

  private void arrive(Waiting request) {
    Sending sending = request.operation().sending;
    Place place = sending == null ? null : sending.place;
    if (place != null && table.item(place.pk(), place.sk()) == null) {
      // Somebody has deleted the message since; no request is so late.
      network.late().remove(request);
      return;
    }
    counts.add("request arrived late");
    network.arrive(request);
  }

  private void crash(int who, Choice how) {
    Node process = processes.get(who % PROCESSES);
    List<Waiting> own =
        network.waiting().stream()
            .filter(request -> request.operation().process == process)
            .toList();
    if (!own.isEmpty() && how.of(2) == 1) {
      network.serve(how.from(own), Strike.CRASH_AFTER);
    } else {
      replace(process);
    }
  }

  private void replace(Node dead) {
    counts.add("process died");
    dead.dead = true;
    network.drop(dead);
    pagings.forEach(paging -> paging.reading = false);
    int place = processes.indexOf(dead);
    processes.set(place, process(place, Duration.ofMillis(started * 7_919L % 20_000 - 10_000)));
  }

  final <T> void run(
      String name,
      int who,
      Choice how,
      @Nullable Sending sending,
      Function<MessagingStore, T> call,
      Function<AsyncMessagingStore, CompletableFuture<T>> asyncCall,
      Consumer<Outcome<T>> onEnd) {
    Node process = processes.get(who % PROCESSES);
    Operation<T> operation = new Operation<>(name, process, sending, table.version());
    operation.onEnd(
        value -> onEnd.accept(new Outcome<>(operation, value, null)),
        failure -> onEnd.accept(new Outcome<>(operation, null, failure)));
    if (how.of(4) == 0) {
      counts.add("operation " + name);
      operation.struckRequest = how.of(6);
      operation.struckBy = how.of(1_000);
      network.run(operation, () -> call.apply(process.store));
    } else {
      counts.add("operation " + name + ", async");
      network.start(operation, () -> asyncCall.apply(process.asyncStore));
    }
  }

  /**
   * What came of a call of the library.
   *
   * @param operation the call
   * @param value what it returned, or null
   * @param failure what it failed with, or null
   */
  record Outcome<T>(
      Operation<T> operation, @Nullable T value, @Nullable RuntimeException failure) {}

  // -- Sends

  void create(int who, int what, Choice how) {
    if (model.groups().size() >= MOST_GROUPS && how.of(4) != 0) {
      what %= 3;
    }
    List<User> members = new ArrayList<>();
    NewGroup group;
    if (what % 5 < 3) {
      members.add(USERS.get(what % 5 == 2 ? 1 : 0));
      members.add(USERS.get(what % 5 == 0 ? 1 : 2));
      int first = how.of(2);
      group = NewGroup.direct(members.get(first), members.get(1 - first));
    } else {
      members.addAll(USERS.subList(0, 1 + how.of(USERS.size())));
      group = NewGroup.titled(what % 5 == 3 ? "pure" : MIXED, members);
    }
    NewMessage message = message(how.from(members).id(), how);
    boolean streamed = isMixed(group) && how.of(3) != 0;
    Sending sending = Sending.intoNew(group, message, streamed);
    remember(sending);
    createGroup(who, how, sending);
  }

  private void createGroup(int who, Choice how, Sending sending) {
    NewGroup group = sending.newGroup;
    run(
        "createGroup",
        who,
        how,
        sending,
        store -> sync(store, sending).createGroup(group, sending.message),
        store -> async(store, sending).createGroup(group, sending.message),
        this::sendEnded);
  }

  private void send(int who, int what, Choice how) {
    if (model.groups().isEmpty()) {
      create(who, what, how);
      return;
    }
    Group group = pick(what);
    boolean mixed = isMixed(group);
    Sending sending =
        Sending.into(group.id, message(how.from(group.members).id(), how), mixed && how.of(3) != 0);
    remember(sending);
    sendInto(who, how, group, sending);
  }

  private void sendInto(int who, Choice how, Group group, Sending sending) {
    String acting = how.of(3) == 2 ? sending.message.senderId() : null;
    int back = how.of(4);
    if (back == 0 || group.seen.isEmpty()) {
      run(
          "createMessage by id",
          who,
          how,
          sending,
          store -> acting(sync(store, sending), acting).createMessage(group.id, sending.message),
          store -> acting(async(store, sending), acting).createMessage(group.id, sending.message),
          this::sendEnded);
      return;
    }
    MessageGroup seen = group.seen.get(Math.max(0, group.seen.size() - back));
    run(
        "createMessage in hand",
        who,
        how,
        sending,
        store -> acting(sync(store, sending), acting).createMessage(seen, sending.message),
        store -> acting(async(store, sending), acting).createMessage(seen, sending.message),
        this::sendEnded);
  }

  private void repeat(int who, int what, Choice how) {
    if (keyed.isEmpty()) {
      return;
    }
    Sending first = keyed.get(what % keyed.size());
    String sender = first.message.senderId();
    NewMessage again =
        NewMessage.from(sender, text(how)).withIdempotencyKey(first.message.idempotencyKey());
    if (first.newGroup != null) {
      createGroup(who, how, Sending.intoNew(first.newGroup, again, first.streamed));
      return;
    }
    Optional<Group> group = model.group(first.groupId);
    if (group.isPresent()) {
      sendInto(who, how, group.get(), Sending.into(first.groupId, again, first.streamed));
    }
  }

  private void sendEnded(Outcome<Sent> end) {
    if (end.failure() == null) {
      model.returned(end.operation(), end.value());
    } else {
      model.failed(end.operation(), end.failure());
    }
  }

  private void remember(Sending sending) {
    if (sending.message.idempotencyKey() != null) {
      keyed.add(sending);
    }
  }

  private NewMessage message(String sender, Choice how) {
    NewMessage message = NewMessage.from(sender, text(how));
    return how.of(4) == 3 ? message.withIdempotencyKey("k" + texts) : message;
  }

  /** A text of its own; some are longer than a preview. */
  final String text(Choice how) {
    String text = "t" + texts++;
    return how.of(8) == 7 ? text + " long".repeat(60) : text;
  }

  private static MessagingStore sync(MessagingStore store, Sending sending) {
    return sending.streamed ? store.streamed() : store;
  }

  private static AsyncMessagingStore async(AsyncMessagingStore store, Sending sending) {
    return sending.streamed ? store.streamed() : store;
  }

  private static MessagingStore acting(MessagingStore store, @Nullable String user) {
    return user == null ? store : store.actingAs(user);
  }

  private static AsyncMessagingStore acting(AsyncMessagingStore store, @Nullable String user) {
    return user == null ? store : store.actingAs(user);
  }

  final Group pick(int what) {
    List<Group> groups = model.groups();
    return groups.get(what % groups.size());
  }

  private static boolean isMixed(NewGroup group) {
    return group.title() == null ? group.members().contains(MIXER) : group.title().equals(MIXED);
  }

  boolean isMixed(Group group) {
    String title = group.seen.get(0).title();
    return title == null ? group.has(MIXER.id()) : title.equals(MIXED);
  }

  // -- Other writers

  void change(int what, Choice how, boolean deletes) {
    if (model.groups().isEmpty()) {
      return;
    }
    Group group = pick(what);
    List<Map<String, AttributeValue>> messages = messages(group);
    if (!isMixed(group) || messages.isEmpty()) {
      return;
    }
    // The newest most often.
    int back = Math.min(how.of(2) * how.of(6), messages.size() - 1);
    Map<String, AttributeValue> message = messages.get(messages.size() - 1 - back);
    if (deletes) {
      counts.add("message deleted");
      counts.tell(() -> "    deleted " + key(message));
      database.execute(
          DeleteItemRequest.builder().tableName(settings.table()).key(key(message)).build());
    } else {
      counts.add("message edited");
      counts.tell(() -> "    edited " + key(message));
      Map<String, AttributeValue> edited = new HashMap<>(message);
      edited.put(Attributes.MESSAGE, AttributeValue.fromS("e" + texts++));
      database.execute(PutItemRequest.builder().tableName(settings.table()).item(edited).build());
    }
  }

  final List<Map<String, AttributeValue>> messages(Group group) {
    return table.partition(Keys.messagePartition(group.id)).stream()
        .filter(item -> Change.isTime(item.get(Attributes.SK).s()))
        .toList();
  }

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    return Map.of(Attributes.PK, item.get(Attributes.PK), Attributes.SK, item.get(Attributes.SK));
  }

  // -- The stream

  private void deliver(int who, Choice how) {
    if (stream.isEmpty()) {
      return;
    }
    Random random = new Random(how.of(1_000));
    int most = 1 + how.of(8);
    List<Record> batch =
        new ArrayList<>(
            switch (how.of(4)) {
              case 0 -> stream.next(most);
              case 1 -> stream.next(100);
              case 2 -> stream.late(most, random);
              default -> stream.repeated(most, random);
            });
    batch.addAll(stream.others(how.of(2) * how.of(4), random));
    if (how.of(2) == 1) {
      Collections.shuffle(batch, random);
    }
    boolean byRetryFrom = how.of(2) == 1;
    run(
        "project",
        who,
        how,
        null,
        store -> store.projector().project(batch),
        store -> store.projector().parallel(1).project(batch),
        end -> projectionEnded(batch, byRetryFrom, end));
  }

  private void projectionEnded(
      List<Record> batch, boolean byRetryFrom, Outcome<ProjectionResult> end) {
    if (end.failure() != null) {
      model.checkReason(end.operation(), end.failure());
      counts.add("projection failed");
      return;
    }
    end.value().failures().values().forEach(e -> model.checkReason(end.operation(), e));
    counts.add(end.value().notDone().isEmpty() ? "batch done" : "batch done in part");
    counts.add("records delivered", batch.size());
    model.checkRejected(end.value());
    stream.workedOff(batch, end.value(), byRetryFrom);
  }

  private void rebuild(int who, Choice how) {
    if (!settings.rebuilds()) {
      return;
    }
    String from = rebuildFrom;
    int items = 1 + how.of(40);
    runAmongOthers(
        "rebuildRows", who, how, store -> store.rebuildRows(from, items), this::rebuildEnded);
  }

  /**
   * A synchronous call, with others in between its requests: for calls with parts that an
   * asynchronous store would do at once.
   */
  final <T> void runAmongOthers(
      String name,
      int who,
      Choice how,
      Function<MessagingStore, T> call,
      Consumer<Outcome<T>> onEnd) {
    Operation<T> operation =
        new Operation<>(name, processes.get(who % PROCESSES), null, table.version());
    operation.onEnd(
        value -> onEnd.accept(new Outcome<>(operation, value, null)),
        failure -> onEnd.accept(new Outcome<>(operation, null, failure)));
    operation.struckRequest = how.of(12);
    operation.struckBy = how.of(1_000);
    Random others = new Random(how.of(1_000));
    operation.betweenRequests = () -> getInBetween(new Choice(others.nextInt(Integer.MAX_VALUE)));
    counts.add("operation " + name);
    network.run(operation, () -> call.apply(operation.process.store));
  }

  void getInBetween(Choice how) {
    switch (how.of(6)) {
      case 1, 2, 3 -> serve(how.of(20), how, false);
      case 4 -> change(how.of(5), how, false);
      case 5 -> change(how.of(5), how, true);
      default -> {}
    }
  }

  private void rebuildEnded(Outcome<RebuildReport> end) {
    if (end.failure() != null) {
      model.checkReason(end.operation(), end.failure());
      return;
    }
    rebuildFrom = end.value().next().orElse(null);
  }

  // -- Reads

  /** A listing that is being read page by page. */
  private static final class Paging<T> {
    final PageCheck<T> check;
    final Function<MessagingStore, Function<PageRequest, Page<T>>> sync;
    final Function<AsyncMessagingStore, Function<PageRequest, CompletableFuture<Page<T>>>> async;
    PageRequest request;
    @Nullable SortKey start;
    boolean reading;
    boolean ended;

    Paging(
        PageCheck<T> check,
        Function<MessagingStore, Function<PageRequest, Page<T>>> sync,
        Function<AsyncMessagingStore, Function<PageRequest, CompletableFuture<Page<T>>>> async,
        PageRequest request) {
      this.check = check;
      this.sync = sync;
      this.async = async;
      this.request = request;
    }
  }

  private void list(int who, int what, Choice how) {
    if (model.groups().isEmpty()) {
      return;
    }
    PageRequest request = request(how);
    boolean consistent = how.of(2) == 1;
    boolean acting = how.of(3) == 2;
    Paging<?> paging;
    if (how.of(3) == 2) {
      String user = USERS.get(what % USERS.size()).id();
      paging =
          new Paging<>(
              new PageCheck<>(
                  table, Keys.groupsPartition(user), Schemas.ROWS, MessageGroupRow::sortKey),
              store -> next -> view(store, consistent, acting, user).listMessageGroups(user, next),
              store -> next -> view(store, consistent, acting, user).listMessageGroups(user, next),
              request);
    } else {
      Group group = pick(what);
      String user = how.from(group.members).id();
      Paging<Message> messages =
          new Paging<>(
              new PageCheck<>(
                  table, Keys.messagePartition(group.id), Schemas.MESSAGES, Message::sortKey),
              store -> next -> view(store, consistent, acting, user).listMessages(group.id, next),
              store -> next -> view(store, consistent, acting, user).listMessages(group.id, next),
              request);
      List<Map<String, AttributeValue>> known = messages(group);
      if (how.of(4) == 3 && !known.isEmpty()) {
        Message from = Schemas.read(Schemas.MESSAGES, how.from(known));
        messages.request = request.continuedAt(from.cursor());
        messages.start = from.sortKey();
        positions.add(new Position(messages.check.pk(), request, from.cursor(), true));
      }
      paging = messages;
    }
    pagings.add(paging);
    readPage(who, how, paging);
  }

  private PageRequest request(Choice how) {
    int limit = 1 + how.of(5);
    PageRequest request =
        how.of(2) == 0 ? PageRequest.newestFirst(limit) : PageRequest.oldestFirst(limit);
    if (how.of(5) != 4) {
      return request;
    }
    Instant from = how.of(2) == 1 ? BEGINNING.plusMillis(how.of(3_000)) : null;
    Instant until = how.of(2) == 1 ? BEGINNING.plusMillis(how.of(9_000)) : null;
    return new PageRequest(
        request.direction(),
        limit,
        null,
        from,
        from != null && until != null && !from.isBefore(until) ? null : until);
  }

  private static MessagingStore view(
      MessagingStore store, boolean consistent, boolean acting, String user) {
    return acting(consistent ? store.withConsistentReads() : store, acting ? user : null);
  }

  private static AsyncMessagingStore view(
      AsyncMessagingStore store, boolean consistent, boolean acting, String user) {
    return acting(consistent ? store.withConsistentReads() : store, acting ? user : null);
  }

  private void nextPage(int who, int what, Choice how) {
    List<Paging<?>> open =
        pagings.stream().filter(paging -> !paging.reading && !paging.ended).toList();
    if (!open.isEmpty()) {
      readPage(who, how, open.get(what % open.size()));
    }
  }

  private <T> void readPage(int who, Choice how, Paging<T> paging) {
    PageRequest request = paging.request;
    SortKey start = paging.start;
    paging.reading = true;
    run(
        "list",
        who,
        how,
        null,
        store -> paging.sync.apply(store).apply(request),
        store -> paging.async.apply(store).apply(request),
        end -> {
          paging.reading = false;
          if (end.failure() != null) {
            model.checkReason(end.operation(), end.failure());
            return;
          }
          Page<T> page = end.value();
          paging.check.check(request, start, page, end.operation());
          counts.add("page");
          if (request.cursor() != null) {
            counts.add("page behind a cursor");
          }
          paging.ended = page.next().isEmpty();
          if (page.next().isPresent()) {
            Cursor next = page.next().get();
            paging.request = request.continuedAt(next);
            paging.start = paging.check.key().apply(page.items().get(page.items().size() - 1));
            positions.add(new Position(paging.check.pk(), request, next, false));
          }
        });
  }

  private void find(int who, int what, Choice how) {
    if (model.groups().isEmpty()) {
      return;
    }
    Group group = pick(what);
    boolean consistent = how.of(2) == 1;
    boolean acting = how.of(3) == 2;
    String user = how.from(group.members).id();
    String pk = Keys.messagePartition(group.id);
    List<String> keys = table.keysEver(pk).stream().filter(Change::isTime).toList();
    if (how.of(2) == 0 || keys.isEmpty()) {
      run(
          "findGroup",
          who,
          how,
          null,
          store -> view(store, consistent, acting, user).findGroup(group.id),
          store -> view(store, consistent, acting, user).findGroup(group.id),
          end -> found(end, pk, Keys.HEAD, item -> Schemas.read(Schemas.HEADS, item)));
      return;
    }
    String sk = how.from(keys);
    run(
        "findMessage",
        who,
        how,
        null,
        store -> view(store, consistent, acting, user).findMessage(group.id, SortKey.parse(sk)),
        store -> view(store, consistent, acting, user).findMessage(group.id, SortKey.parse(sk)),
        end -> found(end, pk, sk, item -> Schemas.read(Schemas.MESSAGES, item)));
  }

  private <T> void found(
      Outcome<Optional<T>> end,
      String pk,
      String sk,
      Function<Map<String, AttributeValue>, T> read) {
    if (end.failure() != null) {
      model.checkReason(end.operation(), end.failure());
      return;
    }
    boolean was =
        table.states(pk, sk, end.operation().lowestRead, end.operation().highestRead).stream()
            .anyMatch(state -> state.map(read).equals(end.value()));
    unless(was, "1", "found what was not there, or the other way round: " + pk + " " + sk);
  }

  // -- Who may not

  private void intrude(int who, int what, Choice how) {
    if (model.groups().isEmpty()) {
      return;
    }
    Group group = pick(what);
    User outsider = USERS.stream().filter(user -> !group.has(user.id())).findFirst().orElse(EVE);
    String eve = outsider.id();
    boolean consistent = how.of(2) == 1;
    int kind = how.of(5);
    PageRequest request = request(how);
    if (kind == 0) {
      run(
          "list as an outsider",
          who,
          how,
          null,
          store -> view(store, consistent, true, eve).listMessages(group.id, request),
          store -> view(store, consistent, true, eve).listMessages(group.id, request),
          this::refused);
    } else if (kind == 1) {
      String sk = table.keysEver(Keys.messagePartition(group.id)).first();
      run(
          "findMessage as an outsider",
          who,
          how,
          null,
          store -> view(store, consistent, true, eve).findMessage(group.id, SortKey.parse(sk)),
          store -> view(store, consistent, true, eve).findMessage(group.id, SortKey.parse(sk)),
          this::refused);
    } else if (kind == 2) {
      String user = group.members.get(0).id();
      run(
          "listMessageGroups as an outsider",
          who,
          how,
          null,
          store -> store.actingAs(eve).listMessageGroups(user, request),
          store -> store.actingAs(eve).listMessageGroups(user, request),
          this::refused);
    } else {
      intrudeBySending(who, how, group, outsider, kind == 3);
    }
  }

  /** With a group in hand to which she has added herself, or in her own name by its id. */
  private void intrudeBySending(int who, Choice how, Group group, User eve, boolean tamperedGroup) {
    MessageGroup seen = group.seen.get(group.seen.size() - 1);
    List<User> members = new ArrayList<>(seen.members());
    members.add(eve);
    MessageGroup tampered =
        new MessageGroup(
            seen.id(), seen.newest(), members, seen.title(), seen.createdAt(), seen.version());
    boolean streamed = how.of(2) == 1;
    Sending sending = Sending.into(group.id, NewMessage.from(eve.id(), text(how)), streamed);
    sending.denied = true;
    String acting = tamperedGroup || how.of(2) == 1 ? eve.id() : null;
    run(
        "createMessage as an outsider",
        who,
        how,
        sending,
        store ->
            tamperedGroup
                ? acting(sync(store, sending), acting).createMessage(tampered, sending.message)
                : acting(sync(store, sending), acting).createMessage(group.id, sending.message),
        store ->
            tamperedGroup
                ? acting(async(store, sending), acting).createMessage(tampered, sending.message)
                : acting(async(store, sending), acting).createMessage(group.id, sending.message),
        this::refused);
  }

  private void refused(Outcome<?> end) {
    unless(end.failure() != null, "7", "an outsider was let in: " + end.operation().name);
    if (end.failure() instanceof NotAMemberException) {
      counts.add("outsider refused");
    } else {
      model.checkReason(end.operation(), end.failure());
    }
  }

  private void misuseCursor(int who, int what, Choice how) {
    if (positions.isEmpty() || model.groups().isEmpty()) {
      return;
    }
    Position position = positions.get(what % positions.size());
    Group group = how.from(model.groups());
    PageRequest listed = request(how);
    String pk = Keys.messagePartition(group.id);
    boolean sameListing =
        position.everywhere()
            || (listed.direction() == position.request().direction()
                && Objects.equals(listed.from(), position.request().from())
                && Objects.equals(listed.until(), position.request().until()));
    if (pk.equals(position.pk()) && sameListing) {
      return;
    }
    PageRequest request = listed.continuedAt(position.cursor());
    run(
        "list with another's cursor",
        who,
        how,
        null,
        store -> store.listMessages(group.id, request),
        store -> store.listMessages(group.id, request),
        end -> {
          unless(
              end.failure() instanceof InvalidInputException && end.operation().requests == 0,
              "6",
              "a cursor was taken where it does not belong");
          counts.add("cursor refused");
        });
  }
}
