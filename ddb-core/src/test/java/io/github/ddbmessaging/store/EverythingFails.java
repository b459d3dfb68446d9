package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.internal.project.StreamRecords;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MigrationReport;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.stream.RecordHandler;
import io.github.ddbmessaging.stream.StreamPoller;
import io.github.ddbmessaging.stream.TableCheckpoints;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import io.github.ddbmessaging.testing.fault.Cancellation;
import io.github.ddbmessaging.testing.fault.FaultRule;
import io.github.ddbmessaging.testing.fault.FaultSteps;
import io.github.ddbmessaging.testing.fault.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * A program that runs each operation once for every request of it and every fault that can strike
 * there, with secrets wherever there is content, and prints all that it returns, throws and logs.
 * Its argument says how many faults of each kind it tries.
 */
final class EverythingFails {
  static final String SECRET = "s3cr3t";

  private static final User ANN = new User("ann", SECRET + " Ann", SECRET + ".ann");
  private static final User BOB = new User("bob", SECRET + " Bob", SECRET + ".bob");
  private static final String LONG_AGO = "2023-05-01T10:00:00+00:00";
  private static final NewMessage MESSAGE = NewMessage.from("ann", SECRET);
  private static final NewMessage KEYED = MESSAGE.withIdempotencyKey("key");
  private static final NewMessage TOO_LONG = NewMessage.from("ann", SECRET.repeat(200));
  private static final NewMessage OF_EVE = NewMessage.from("eve", SECRET);
  private static final NewGroup DIRECT = NewGroup.direct(ANN, BOB);
  private static final NewGroup TITLED = NewGroup.titled(SECRET, List.of(ANN, BOB));

  /** Each in a group of its own that has two messages; these come to a transaction. */
  private static final List<Operation> WRITES =
      List.of(
          (store, first, newest) -> store.createGroup(TITLED, MESSAGE),
          (store, first, newest) -> store.createGroup(TITLED, KEYED),
          (store, first, newest) -> store.createGroup(DIRECT, MESSAGE),
          (store, first, newest) -> store.createMessage(newest.group().id(), MESSAGE),
          (store, first, newest) -> store.createMessage(newest.group().id(), KEYED),
          (store, first, newest) -> store.createMessage(newest.group(), MESSAGE),
          (store, first, newest) -> store.createMessage(first.group(), MESSAGE),
          (store, first, newest) -> store.createMessage(newest.group().id(), OF_EVE),
          (store, first, newest) -> store.createMessage("nowhere", MESSAGE),
          (store, first, newest) -> store.streamed().createMessage(newest.group(), MESSAGE),
          (store, first, newest) -> store.streamed().createMessage(newest.group().id(), KEYED),
          (store, first, newest) -> project(store, StreamRecords.inserted(1, later(newest))),
          (store, first, newest) -> project(store, StreamRecords.modified(1, newest.message())),
          (store, first, newest) -> project(store, StreamRecords.removed(1, newest.message())),
          (store, first, newest) -> rebuild(store, null),
          (store, first, newest) -> store.createMessage(oldGroup(newest), MESSAGE),
          (store, first, newest) -> store.adoptGroup(oldGroup(newest), List.of(ANN)),
          (store, first, newest) -> migrate(store));

  private static final List<Operation> READS =
      List.of(
          (store, first, newest) -> asAnn(store).listMessages(newest.group().id(), newestFirst(1)),
          (store, first, newest) -> asAnn(store).listMessages(newest.group().id(), oldestFirst(1)),
          (store, first, newest) -> asEve(store).listMessages(newest.group().id(), newestFirst(1)),
          (store, first, newest) -> store.listMessageGroups("ann", newestFirst(5)),
          (store, first, newest) ->
              asEve(store).findMessage(newest.group().id(), newest.message().sortKey()),
          (store, first, newest) -> store.findGroup(newest.group().id()));

  /** What ends before there is any request. */
  private static final List<Operation> REFUSED =
      List.of(
          (store, first, newest) -> store.createMessage(newest.group(), OF_EVE),
          (store, first, newest) -> store.createMessage(newest.group(), TOO_LONG),
          (store, first, newest) -> project(store, damaged(newest.message())),
          (store, first, newest) -> rebuild(store, SECRET));

  private static final List<Function<FaultRule, Faults>> FAULTS =
      List.of(
          FaultRule::throttled,
          FaultRule::internalServerError,
          FaultRule::transactionConflict,
          FaultRule::transactionInProgress,
          rule -> rule.unprocessed(1),
          FaultRule::requestLost,
          FaultRule::answerLost,
          FaultRule::crashBefore,
          FaultRule::crashAfter,
          rule -> rule.failing(IllegalArgumentException::new));

  private static final List<Function<FaultRule, Faults>> RETRIED_FAULTS =
      List.of(FaultRule::throttled, FaultRule::answerLost, FaultRule::crashAfter);

  private static final List<Function<FaultRule, Faults>> STREAM_FAULTS =
      List.of(
          FaultRule::throttled,
          FaultRule::requestLost,
          FaultRule::crashBefore,
          FaultRule::expiredIterator,
          FaultRule::trimmedRecords,
          rule -> rule.failing(IllegalArgumentException::new));

  private final LocalDynamoDb dynamoDb;
  private final Table table;
  private final Table followed;

  private EverythingFails(LocalDynamoDb dynamoDb) {
    this.dynamoDb = dynamoDb;
    this.table = create("messages", false);
    this.followed = create("followed", true);
  }

  /** What is done, given what came of the two messages of a group. */
  private interface Operation {
    Object run(Messaging store, Sent first, Sent newest);
  }

  public static void main(String[] args) {
    int most = Integer.parseInt(args[0]);
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      EverythingFails program = new EverythingFails(dynamoDb);
      for (StoreKind kind : StoreKind.values()) {
        REFUSED.forEach(operation -> program.run(operation, Faults.withSeed(1), kind, 1));
      }
      for (Function<FaultRule, Faults> fault : first(most, FAULTS)) {
        program.runAll(WRITES, fault, StoreKind.SYNC, 1);
        program.runAll(READS, fault, StoreKind.SYNC, 1);
      }
      for (Cancellation why : first(most, List.of(Cancellation.values()))) {
        program.runAll(WRITES, rule -> rule.transactionCancelled(0, why), StoreKind.SYNC, 1);
      }
      for (Function<FaultRule, Faults> fault : first(most, RETRIED_FAULTS)) {
        program.runAll(WRITES, fault, StoreKind.ASYNC, 3);
        program.runAll(READS, fault, StoreKind.ASYNC, 3);
      }
      first(most, STREAM_FAULTS).forEach(program::drainWith);
      program.followWith(Faults.withSeed(1).on("DescribeStream").call(1).requestLost());
      program.followWith(
          Faults.withSeed(1).on("PutItem").call(1).failing(IllegalArgumentException::new));
    }
  }

  private static <T> List<T> first(int most, List<T> all) {
    return all.subList(0, Math.min(most, all.size()));
  }

  private void runAll(
      List<Operation> operations, Function<FaultRule, Faults> fault, StoreKind kind, int attempts) {
    for (Operation operation : operations) {
      FaultSteps.everyRequest(fault, faults -> run(operation, faults, kind, attempts));
    }
  }

  private void run(Operation operation, Faults faults, StoreKind kind, int attempts) {
    Messaging healthy = kind.open(table, settings -> {});
    Sent first = healthy.createGroup(TITLED, MESSAGE);
    Sent newest = healthy.createMessage(first.group(), KEYED);
    new OldApplication(table).converse(oldGroup(newest), LONG_AGO, ANN, BOB, SECRET);
    Messaging store = open(table, faults, kind, attempts);
    print(() -> operation.run(store, first, newest));
  }

  private void drainWith(Function<FaultRule, Faults> fault) {
    FaultSteps.everyRequest(
        fault,
        faults -> {
          Messaging store = open(followed, faults, StoreKind.SYNC, 1);
          StreamPoller poller = poller(faults, records -> project(store, records).retryFrom());
          print(
              () -> {
                poller.drain();
                return "Drained";
              });
        });
  }

  /** Goes on after what fails, until a batch has come through. */
  private void followWith(Faults faults) {
    Messaging store = open(followed, Faults.withSeed(1), StoreKind.SYNC, 1);
    List<StreamPoller> running = new ArrayList<>();
    StreamPoller poller =
        poller(
            faults,
            records -> {
              running.forEach(StreamPoller::close);
              return project(store, records).retryFrom();
            });
    running.add(poller);
    poller.run();
  }

  /** Begins behind a message that it has not seen. */
  private StreamPoller poller(Faults faults, RecordHandler handler) {
    Messaging healthy = StoreKind.SYNC.open(followed, settings -> {});
    healthy.streamed().createMessage(healthy.createGroup(TITLED, MESSAGE).group(), MESSAGE);
    return StreamPoller.builder()
        .client(faults.wrap(dynamoDb.streamsClient()))
        .streamArn(MessagingTable.of(followed.client(), followed.name()).streamArn().orElseThrow())
        .checkpoints(new TableCheckpoints(faults.wrap(followed.client()), followed.name(), "c"))
        .handler(handler)
        .build();
  }

  private Table create(String name, boolean withStream) {
    MessagingTable.of(dynamoDb.client(), name)
        .create(TableSettings.onDemand().withTimeToLive(false).withStream(withStream));
    return new Table(name, dynamoDb.client(), dynamoDb.asyncClient());
  }

  private static Messaging open(Table table, Faults faults, StoreKind kind, int attempts) {
    Table struck =
        new Table(table.name(), faults.wrap(table.client()), faults.wrap(table.asyncClient()));
    RetrySettings retries = new RetrySettings(attempts, Duration.ZERO, Duration.ZERO);
    return kind.open(struck, settings -> settings.retries(retries));
  }

  private static Messaging asAnn(Messaging store) {
    return store.actingAs("ann");
  }

  private static Messaging asEve(Messaging store) {
    return store.actingAs("eve");
  }

  private static Message later(Sent newest) {
    MessageGroup group = newest.group();
    SortKey key = SortKey.of(group.newest().instant().plusSeconds(1), "later");
    return new Message(group.id(), key, "later", ANN, SECRET);
  }

  private static Record damaged(Message message) {
    Map<String, AttributeValue> item = new HashMap<>(Schemas.MESSAGES.itemToMap(message, true));
    item.put(Attributes.USER_ID, AttributeValue.fromSs(List.of(SECRET)));
    return StreamRecords.of(OperationType.INSERT, 1, item);
  }

  private static ProjectionResult project(Messaging store, Record record) {
    return project(store, List.of(record));
  }

  private static ProjectionResult project(Messaging store, List<Record> records) {
    ProjectionResult result =
        store instanceof Messaging.Sync sync
            ? sync.store().projector().project(records)
            : ((Messaging.Async) store).store().projector().project(records).join();
    result.rejected().forEach(System.out::println);
    result.failures().values().forEach(failure -> failure.printStackTrace(System.out));
    return result;
  }

  private static RebuildReport rebuild(Messaging store, String position) {
    RebuildReport report = store.rebuildRows(position, 3);
    report.problems().forEach(problem -> problem.printStackTrace(System.out));
    return report;
  }

  private static MigrationReport migrate(Messaging store) {
    MigrationReport report = store.migrate(null, 3);
    report.problems().forEach(problem -> problem.printStackTrace(System.out));
    return report;
  }

  /** One of the original application, laid down beside each group. */
  private static String oldGroup(Sent sent) {
    return "old-" + sent.group().id();
  }

  private static void print(Callable<?> call) {
    try {
      System.out.println(call.call());
    } catch (Exception e) {
      e.printStackTrace(System.out);
    }
  }
}
