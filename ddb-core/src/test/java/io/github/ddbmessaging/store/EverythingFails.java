package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;

import io.github.ddbmessaging.MessagingBuilder;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.project.StreamRecords;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.MigrationReport;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableScan;
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
  private static final NewMessage OF_EVE = NewMessage.from("eve", SECRET);
  private static final MessageEdit EDIT = MessageEdit.ofText(SECRET);
  private static final GroupStateUpdate STRINGS =
      GroupStateUpdate.begin().pin().withData(Map.of(SECRET, SECRET));
  private static final NewGroup DIRECT = NewGroup.direct(ANN, BOB);
  private static final NewGroup TITLED = NewGroup.titled(SECRET, List.of(ANN, BOB));
  private static final TableScan SCAN = TableScan.withPageSize(100);

  /** These end with a transaction. */
  private static final List<Function<Scene, Object>> WRITES =
      List.of(
          scene -> scene.store.createGroup(TITLED, MESSAGE),
          scene -> scene.store.createGroup(TITLED, KEYED),
          scene -> scene.store.createGroup(DIRECT, MESSAGE),
          scene -> scene.store.createMessage(scene.groupId(), MESSAGE),
          scene -> scene.store.createMessage(scene.groupId(), KEYED),
          scene -> scene.store.createMessage(scene.newest.group(), MESSAGE),
          scene -> scene.store.createMessage(scene.first.group(), MESSAGE),
          scene -> scene.store.createMessage(scene.groupId(), OF_EVE),
          scene -> scene.store.createMessage("nowhere", MESSAGE),
          scene -> scene.store.createMessage(scene.oldGroup(), MESSAGE),
          scene -> scene.streamed().createMessage(scene.newest.group(), MESSAGE),
          scene -> scene.streamed().createMessage(scene.groupId(), KEYED),
          scene -> scene.store.editMessage(scene.newest.message().ref(), EDIT),
          scene -> scene.store.deleteMessage(scene.newest.message().ref()),
          scene -> scene.store.purgeMessage(scene.first.message().ref()),
          scene -> scene.store.addReaction(scene.newest.message().ref(), "ann", SECRET),
          scene -> scene.streamed().editMessage(scene.newest.message().ref(), EDIT),
          scene -> scene.store.markRead("ann", scene.newest.message().ref(), 0),
          scene -> scene.store.markUnread("ann", scene.newest.message().ref()),
          scene -> scene.store.updateGroupState("ann", scene.groupId(), STRINGS),
          scene -> project(scene.store, StreamRecords.inserted(1, scene.later())),
          scene -> project(scene.store, StreamRecords.modified(1, scene.newest.message())),
          scene -> project(scene.store, StreamRecords.removed(1, scene.newest.message())));

  private static final List<Function<Scene, Object>> WRITES_OF_ADMINS =
      List.of(
          scene -> scene.admin.rebuild(SCAN),
          scene -> scene.admin.adoptGroup(scene.oldGroup(), List.of(ANN)),
          scene -> {
            scene.oldGroup();
            return scene.admin.migrate(SCAN);
          });

  private static final List<Function<Scene, Object>> READS =
      List.of(
          scene -> scene.as("ann").listMessages(scene.groupId(), newestFirst(1)),
          scene -> scene.as("ann").listMessages(scene.groupId(), oldestFirst(1)),
          scene -> scene.as("eve").listMessages(scene.groupId(), newestFirst(1)),
          scene -> scene.as("ann").listMessagesAround(scene.newest.message().ref(), 1),
          scene -> scene.store.listMessageGroups("ann", newestFirst(5)),
          scene -> scene.as("eve").findMessage(scene.newest.message().ref()),
          scene -> scene.store.findGroup(scene.groupId()),
          scene -> {
            scene.store.updateGroupState("ann", scene.groupId(), STRINGS);
            return scene.store.listInbox("ann", newestFirst(5));
          },
          scene -> scene.store.listPinned("ann"),
          scene -> scene.store.findGroupState("bob", scene.groupId()),
          scene -> scene.store.countUnread("bob", scene.groupId()),
          scene -> scene.as("ann").listReadPositions(scene.newest.group()),
          scene -> scene.store.beginChanges(scene.groupId()),
          scene ->
              scene.store.listChanges(
                  scene.groupId(), scene.store.beginChanges(scene.groupId()), 5),
          scene -> scene.admin.check(SCAN),
          scene -> scene.admin.previewMigration(SCAN));

  /** What is refused whatever happens to requests. */
  private static final List<Function<Scene, Object>> REFUSED =
      List.of(
          scene -> scene.send(NewMessage.from("ann", SECRET.repeat(Limits.ITEM_BYTES))),
          scene -> scene.send(NewMessage.from("ann", SECRET + "\uD83D")),
          scene -> scene.send(NewMessage.from("ann", SECRET + "x".repeat(Limits.ITEM_BYTES - 10))),
          scene -> scene.send(OF_EVE),
          scene -> scene.send(NewMessage.from("bob", SECRET).withIdempotencyKey("key")),
          scene -> scene.as("bob").createMessage(scene.newest.group(), MESSAGE),
          scene -> scene.createGroupWith(new User("ann", SECRET.repeat(64), "ann")),
          scene -> scene.createGroupWith(new User("ann", "Ann", SECRET.repeat(64))),
          scene -> scene.createGroupWith(new User("ann", SECRET + "\uD83D", SECRET)),
          scene -> scene.createGroupWith(new User("ann", SECRET, SECRET + "\n")),
          scene ->
              scene.store.createGroup(
                  NewGroup.titled(SECRET.repeat(64), List.of(ANN, BOB)), MESSAGE),
          scene -> {
            scene.store.createGroup(TITLED, KEYED);
            return scene.store.createGroup(NewGroup.titled(SECRET, List.of(ANN)), KEYED);
          },
          scene ->
              scene.store.listMessages(
                  scene.groupId(), newestFirst(1).continuedAt(new Cursor(SECRET))),
          scene ->
              scene.store.editMessage(
                  scene.newest.message().ref(), MessageEdit.ofText(SECRET + "\uD83D")),
          scene ->
              scene.store.editMessage(
                  scene.newest.message().ref(), MessageEdit.ofText(SECRET).ifRevision(7)),
          scene -> scene.as("eve").editMessage(scene.newest.message().ref(), EDIT),
          scene -> scene.store.addReaction(scene.newest.message().ref(), "ann", SECRET.repeat(64)),
          scene ->
              scene.store.updateGroupState(
                  "ann", scene.groupId(), STRINGS.withData(Map.of(SECRET, SECRET.repeat(64)))),
          scene -> scene.as("eve").countUnread("eve", scene.groupId()),
          scene -> scene.store.listChanges(scene.groupId(), new ChangesToken(SECRET), 5),
          scene -> project(scene.store, damaged(scene.newest.message())),
          scene -> scene.admin.rebuild(SCAN.resumedAt(SECRET)));

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
  private final Table scanned;
  private final Table followed;

  private EverythingFails(LocalDynamoDb dynamoDb) {
    this.dynamoDb = dynamoDb;
    this.table = create("messages", false);
    this.scanned = create("scanned", false);
    this.followed = create("followed", true);
  }

  /** A group with two messages, and a store and an admin whose requests faults strike. */
  private static final class Scene {
    final Messaging store;
    final Administration admin;
    final Sent first;
    final Sent newest;
    private final Table table;

    Scene(Table table, Faults faults, StoreKind kind, int attempts) {
      this(table, conversation(table), faults, kind, attempts);
    }

    Scene(Table table, List<Sent> sent, Faults faults, StoreKind kind, int attempts) {
      this.table = table;
      first = sent.get(0);
      newest = sent.get(1);
      store =
          kind.open(
              struck(table, faults),
              settings -> configured(settings, attempts).maxTextLength(Limits.ITEM_BYTES));
      admin = kind.openAdmin(struck(table, faults), settings -> configured(settings, attempts));
    }

    static List<Sent> conversation(Table table) {
      Messaging healthy = StoreKind.SYNC.open(table, settings -> {});
      Sent first = healthy.createGroup(TITLED, MESSAGE);
      return List.of(first, healthy.createMessage(first.group(), KEYED));
    }

    private static Table struck(Table table, Faults faults) {
      return new Table(table.name(), faults.wrap(table.client()), faults.wrap(table.asyncClient()));
    }

    /** With a listener that has learnt a secret elsewhere. */
    private static <B extends MessagingBuilder<B>> B configured(
        MessagingBuilder<B> builder, int attempts) {
      return builder
          .retries(
              new RetrySettings(attempts, Duration.ZERO, Duration.ZERO)
                  .withCallTimeout(Duration.ofMillis(500)))
          .listener(
              CallListener.atEnd(
                  report -> {
                    throw new IllegalStateException(SECRET);
                  }));
    }

    String groupId() {
      return newest.group().id();
    }

    /** One of the original application, laid down beside the group. */
    String oldGroup() {
      new OldApplication(table).converse("old-" + groupId(), LONG_AGO, ANN, BOB, SECRET);
      return "old-" + groupId();
    }

    Messaging as(String userId) {
      return store.actingAs(userId);
    }

    Messaging streamed() {
      return store.withSendMode(SendMode.STREAMED);
    }

    Sent send(NewMessage message) {
      return store.createMessage(newest.group(), message);
    }

    Sent createGroupWith(User user) {
      return store.createGroup(NewGroup.direct(user, BOB), MESSAGE);
    }

    Message later() {
      SortKey key = SortKey.of(newest.group().newest().instant().plusSeconds(1), "later");
      return new Message(groupId(), key, "later", ANN, SECRET);
    }
  }

  public static void main(String[] args) {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      EverythingFails program = new EverythingFails(dynamoDb);
      for (StoreKind kind : StoreKind.values()) {
        REFUSED.forEach(operation -> program.run(operation, Faults.withSeed(1), kind, 1));
        program.readDamagedItems(kind);
        program.sendAfterOthers(kind);
        program.readMissingTable(kind);
      }
      for (Function<FaultRule, Faults> fault : FAULTS) {
        program.writeAll(fault, StoreKind.SYNC, 1);
        program.readAll(fault, StoreKind.SYNC, 1);
      }
      for (Cancellation why : List.of(Cancellation.values())) {
        program.writeAll(rule -> rule.transactionCancelled(0, why), StoreKind.SYNC, 1);
      }
      for (Function<FaultRule, Faults> fault : RETRIED_FAULTS) {
        program.writeAll(fault, StoreKind.ASYNC, 3);
        program.readAll(fault, StoreKind.ASYNC, 3);
      }
      STREAM_FAULTS.forEach(program::drainWith);
      program.followWith(Faults.withSeed(1).on("DescribeStream").call(1).requestLost());
      program.followWith(
          Faults.withSeed(1).on("PutItem").call(1).failing(IllegalArgumentException::new));
    }
  }

  /** Each time in a new group. */
  private void writeAll(Function<FaultRule, Faults> fault, StoreKind kind, int attempts) {
    for (Function<Scene, Object> operation : WRITES) {
      FaultSteps.everyRequest(fault, faults -> run(operation, faults, kind, attempts));
    }
    for (Function<Scene, Object> operation : WRITES_OF_ADMINS) {
      FaultSteps.everyRequest(
          fault,
          faults -> {
            scanned.clear();
            Scene scene = new Scene(scanned, faults, kind, attempts);
            print(() -> operation.apply(scene));
          });
    }
  }

  private void run(Function<Scene, Object> operation, Faults faults, StoreKind kind, int attempts) {
    Scene scene = new Scene(table, faults, kind, attempts);
    print(() -> operation.apply(scene));
  }

  private void readAll(Function<FaultRule, Faults> fault, StoreKind kind, int attempts) {
    scanned.clear();
    List<Sent> sent = Scene.conversation(scanned);
    for (Function<Scene, Object> operation : READS) {
      FaultSteps.everyRequest(
          fault,
          faults -> {
            Scene scene = new Scene(scanned, sent, faults, kind, attempts);
            print(() -> operation.apply(scene));
          });
    }
  }

  /** Takes each attribute of each kind of item away, and puts secrets of another type there. */
  private void readDamagedItems(StoreKind kind) {
    scanned.clear();
    Scene scene = new Scene(scanned, Faults.withSeed(1), kind, 1);
    for (Map<String, AttributeValue> whole : scanned.items()) {
      for (String attribute : whole.keySet()) {
        if (!ItemKey.of(whole).attributes().containsKey(attribute)) {
          for (AttributeValue value : damageOf(attribute)) {
            Map<String, AttributeValue> damaged = new HashMap<>(whole);
            damaged.put(attribute, value);
            scanned.put(damaged);
            print(() -> scene.as("ann").listMessages(scene.groupId(), newestFirst(10)));
            print(() -> scene.store.listMessageGroups("ann", newestFirst(10)));
            print(() -> scene.send(KEYED));
            if (kind == StoreKind.SYNC) {
              print(() -> scene.admin.check(SCAN));
            }
          }
        }
      }
      scanned.put(whole);
    }
  }

  /** Ids are no content, so that a secret as an id is none. */
  private static List<AttributeValue> damageOf(String attribute) {
    AttributeValue secrets = AttributeValue.fromSs(List.of(SECRET));
    return attribute.endsWith("_uuid")
        ? List.of(AttributeValue.fromNul(true), secrets)
        : List.of(AttributeValue.fromNul(true), secrets, AttributeValue.fromS(SECRET));
  }

  /** Others are faster each time. */
  private void sendAfterOthers(StoreKind kind) {
    Scene scene = new Scene(table, Faults.withSeed(1), kind, 1);
    Wire wire = new Wire();
    Messaging slow = kind.open(wire.to(table), settings -> Scene.configured(settings, 3));
    wire.fail(
        number ->
            (request, service) -> {
              scene.store.createMessage(scene.groupId(), MESSAGE);
              return service.send(request);
            });
    print(() -> slow.createMessage(scene.groupId(), MESSAGE));
  }

  private void readMissingTable(StoreKind kind) {
    Table missing = new Table("missing", table.client(), table.asyncClient());
    Messaging lost = kind.open(missing, settings -> Scene.configured(settings, 3));
    print(() -> lost.createMessage("any", MESSAGE));
    print(() -> lost.listMessages("any", newestFirst(1)));
  }

  private void drainWith(Function<FaultRule, Faults> fault) {
    FaultSteps.everyRequest(
        fault,
        faults -> {
          Messaging store = new Scene(followed, faults, StoreKind.SYNC, 1).store;
          StreamPoller poller = poller(faults, records -> project(store, records).retryFrom());
          print(
              () -> {
                poller.drain();
                return "Drained";
              });
        });
  }

  /** Continues after what fails, until a batch has come through. */
  private void followWith(Faults faults) {
    Messaging store = new Scene(followed, Faults.withSeed(1), StoreKind.SYNC, 1).store;
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
    MessageGroup group = healthy.createGroup(TITLED, MESSAGE).group();
    healthy.withSendMode(SendMode.STREAMED).createMessage(group, MESSAGE);
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

  private static Record damaged(Message message) {
    Map<String, AttributeValue> item = new HashMap<>(Schemas.MESSAGES.itemToMap(message, true));
    item.put(Attributes.USER_ID, AttributeValue.fromSs(List.of(SECRET)));
    return StreamRecords.of(OperationType.INSERT, 1, item);
  }

  private static ProjectionResult project(Messaging store, Record record) {
    return project(store, List.of(record));
  }

  private static ProjectionResult project(Messaging store, List<Record> records) {
    ProjectionResult result = store.projector().project(records);
    result.failures().values().forEach(failure -> failure.printStackTrace(System.out));
    return result;
  }

  private static void print(Callable<?> call) {
    try {
      Object result = call.call();
      System.out.println(result);
      if (result instanceof List<?> reports) {
        reports.forEach(EverythingFails::printProblems);
      }
    } catch (Exception e) {
      e.printStackTrace(System.out);
    }
  }

  private static void printProblems(Object report) {
    List<MessagingException> problems =
        report instanceof RebuildReport rebuilt
            ? rebuilt.problems()
            : report instanceof MigrationReport migrated ? migrated.problems() : List.of();
    problems.forEach(problem -> problem.printStackTrace(System.out));
  }
}
