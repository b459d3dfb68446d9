package io.github.ddbmessaging.docs;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.RenameScope;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.OldApplication;
import io.github.ddbmessaging.store.Table;
import io.github.ddbmessaging.stream.StreamPoller;
import io.github.ddbmessaging.stream.TableCheckpoints;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import io.github.ddbmessaging.testing.fault.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Calls methods of the library in all the situations that make them send different requests: for a
 * user and for nobody, in both send modes, with keys used and unused, with groups that exist, that
 * do not, and that the original application left.
 */
final class EveryCall {
  private static final RetrySettings AT_ONCE = new RetrySettings(4, Duration.ZERO, Duration.ZERO);
  private static final String LONG_AGO = "2023-05-01T10:00:00+02:00";
  private static final NewMessage MESSAGE = NewMessage.from("ann", "Text");
  private static final NewMessage KEYED = MESSAGE.withIdempotencyKey("key");
  private static final NewGroup TITLED = NewGroup.titled("Title", List.of(ANN, BOB));

  private final LocalDynamoDb dynamoDb;
  private final Map<String, Situation> situations = new HashMap<>();

  EveryCall(LocalDynamoDb dynamoDb) {
    this.dynamoDb = dynamoDb;
    addStore();
    addAdmin();
    addTable();
    addStream();
  }

  /** What to do with the client that is watched. */
  private interface Situation {
    void run(Given given, DynamoDbClient client, Faults faults);
  }

  /**
   * A new table, with two messages of one group, and a group that the original application left.
   */
  private record Given(Table table, Sent first, Sent newest, String oldGroup) {
    MessagingStore store(DynamoDbClient client) {
      return MessagingStore.builder()
          .client(client)
          .tableName(table.name())
          .retries(AT_ONCE)
          .build();
    }

    MessagingAdmin admin(DynamoDbClient client) {
      return MessagingAdmin.builder()
          .client(client)
          .tableName(table.name())
          .retries(AT_ONCE)
          .build();
    }

    String group() {
      return first.group().id();
    }

    /** Puts a message as another writer does. */
    Message put(String id, int secondsLater, String text) {
      SortKey key = SortKey.of(newest.message().createdAt().plusSeconds(secondsLater), id);
      Message message = new Message(group(), key, id, ANN, text);
      table.put(Schemas.MESSAGES.itemToMap(message, true));
      return message;
    }

    void delete(Message message) {
      table.delete(Keys.messagePartition(message.groupId()), message.sortKey().value());
    }
  }

  void make(String method, Faults faults) {
    String name = "calls-" + UUID.randomUUID();
    Table table = new Table(name, dynamoDb.client(), dynamoDb.asyncClient());
    MessagingTable.of(table.client(), name).create(TableSettings.onDemand().withGroupIndex(true));
    MessagingStore store = MessagingStore.builder().client(table.client()).tableName(name).build();
    Sent first = store.createGroup(TITLED, MESSAGE);
    Sent newest = store.createMessage(first.group(), KEYED);
    new OldApplication(table).converse("old", LONG_AGO, ANN, BOB, "Old");

    requireNonNull(situations.get(method), "There is no situation for " + method)
        .run(new Given(table, first, newest, "old"), faults.wrap(table.client()), faults);

    if (MessagingTable.of(table.client(), name).describe().isPresent()) {
      table.client().deleteTable(delete -> delete.tableName(name));
    }
  }

  private void addStore() {
    Situation messages =
        (given, client, faults) -> {
          MessageRef ref = given.newest().message().ref();
          MessagingStore store = given.store(client);
          attempt(() -> store.listMessages(given.group(), newestFirst(10)));
          for (String user : List.of("ann", "eve")) {
            MessagingStore own = store.actingAs(user);
            attempt(() -> own.listMessages(given.group(), newestFirst(10)));
            attempt(() -> own.listMessages(given.group(), newestFirst(10).before(ref)));
            attempt(() -> own.listMessages(given.oldGroup(), newestFirst(10)));
          }
        };
    situations.put("MessagingStore.listMessages", messages);
    situations.put(
        "MessagingStore.listMessagesAround",
        (given, client, faults) ->
            attempt(
                () ->
                    given
                        .store(client)
                        .actingAs("ann")
                        .listMessagesAround(given.newest().message().ref(), 1)));
    situations.put(
        "MessagingStore.listMessagePages",
        (given, client, faults) -> {
          MessagingStore ann = given.store(client).actingAs("ann");
          attempt(() -> ann.listMessagePages(given.group(), oldestFirst(1)).forEach(page -> {}));
        });
    situations.put(
        "MessagingStore.listMessageGroups",
        (given, client, faults) ->
            attempt(
                () ->
                    given.store(client).actingAs("ann").listMessageGroups("ann", newestFirst(10))));
    situations.put(
        "MessagingStore.listMessageGroupPages",
        (given, client, faults) ->
            attempt(
                () ->
                    given
                        .store(client)
                        .listMessageGroupPages("ann", newestFirst(1))
                        .forEach(page -> {})));
    situations.put(
        "MessagingStore.createMessage",
        (given, client, faults) -> {
          MessagingStore store = given.store(client);
          MessagingStore streamed = store.withSendMode(SendMode.STREAMED);
          NewMessage keyed = MESSAGE.withIdempotencyKey("new");
          attempt(() -> store.createMessage(given.group(), MESSAGE));
          attempt(() -> store.createMessage(given.newest().group(), keyed));
          attempt(() -> store.createMessage(given.newest().group(), KEYED));
          attempt(() -> store.createMessage("none", MESSAGE));
          attempt(() -> store.createMessage(given.oldGroup(), MESSAGE));
          attempt(() -> streamed.createMessage(given.newest().group(), MESSAGE));
          attempt(() -> streamed.createMessage(given.newest().group(), KEYED));
        });
    situations.put(
        "MessagingStore.createGroup",
        (given, client, faults) -> {
          MessagingStore store = given.store(client);
          NewGroup direct = NewGroup.direct(ANN, BOB);
          attempt(() -> store.createGroup(TITLED, MESSAGE));
          attempt(() -> store.createGroup(direct, KEYED));
          attempt(() -> store.createGroup(direct, MESSAGE));
          attempt(() -> store.createGroup(direct, KEYED));
          given
              .table()
              .delete(Keys.messagePartition(MessageGroup.directId("ann", "bob")), Keys.HEAD);
          attempt(() -> store.createGroup(direct, KEYED));
        });
    situations.put(
        "MessagingStore.findMessage",
        (given, client, faults) -> {
          MessageRef ref = given.newest().message().ref();
          MessageRef old = new MessageRef(given.oldGroup(), new SortKey(LONG_AGO), "old-1");
          attempt(() -> given.store(client).findMessage(ref));
          attempt(() -> given.store(client).actingAs("ann").findMessage(ref));
          attempt(() -> given.store(client).actingAs("ann").findMessage(old));
        });
    addChanges();
    addStates();
    situations.put(
        "MessagingStore.findGroup",
        (given, client, faults) -> {
          attempt(() -> given.store(client).findGroup(given.group()));
          attempt(() -> given.store(client).actingAs("ann").findGroup(given.oldGroup()));
        });
    situations.put(
        "Projector.project",
        (given, client, faults) -> {
          Message first = given.put("m-1", 1, "One");
          project(given, client, OperationType.INSERT, first);
          Message second = given.put("m-2", 2, "Two");
          project(given, client, OperationType.INSERT, second);
          given.put("m-2", 2, "Two, edited");
          project(given, client, OperationType.MODIFY, second);
          given.delete(second);
          project(given, client, OperationType.REMOVE, second);
          // Its records come in the wrong order.
          Message third = given.put("m-3", 3, "Three");
          given.delete(third);
          project(given, client, OperationType.REMOVE, third);
          project(given, client, OperationType.INSERT, third);
          SortKey oldKey = new SortKey(LONG_AGO);
          Message old = new Message(given.oldGroup(), oldKey, "old-1", ANN, "Old");
          project(given, client, OperationType.INSERT, old);
        });
  }

  private void addChanges() {
    situations.put(
        "MessagingStore.editMessage",
        (given, client, faults) ->
            changeMessage(
                given, client, (store, ref) -> store.editMessage(ref, MessageEdit.ofText("New"))));
    situations.put(
        "MessagingStore.deleteMessage",
        (given, client, faults) -> changeMessage(given, client, MessagingStore::deleteMessage));
    situations.put(
        "MessagingStore.purgeMessage",
        (given, client, faults) -> {
          MessageRef ref = given.newest().message().ref();
          given.store(given.table().client()).addReaction(ref, "ann", "+1");
          attempt(() -> given.store(client).purgeMessage(ref));
          attempt(() -> given.store(client).purgeMessage(given.first().message().ref()));
        });
    situations.put(
        "MessagingStore.addReaction",
        (given, client, faults) ->
            attempt(
                () ->
                    given.store(client).addReaction(given.newest().message().ref(), "ann", "+1")));
    situations.put(
        "MessagingStore.removeReaction",
        (given, client, faults) ->
            attempt(
                () ->
                    given
                        .store(client)
                        .removeReaction(given.newest().message().ref(), "ann", "+1")));
    situations.put(
        "MessagingStore.findDirectGroup",
        (given, client, faults) ->
            attempt(() -> given.store(client).findDirectGroup("ann", "bob")));
    situations.put(
        "MessagingStore.addMembers",
        (given, client, faults) -> {
          given.store(given.table().client()).deleteMessage(given.newest().message().ref());
          change(
              given,
              client,
              (store, group) -> store.addMembers(group, List.of(CAT), History.FROM_BEGINNING));
        });
    situations.put(
        "MessagingStore.removeMember",
        (given, client, faults) ->
            change(given, client, (store, group) -> store.removeMember(group, "bob")));
    situations.put(
        "MessagingStore.leaveGroup",
        (given, client, faults) -> {
          change(given, client, (store, group) -> store.leaveGroup(group, "bob"));
          attempt(() -> given.store(client).actingAs("bob").leaveGroup(given.group(), "bob"));
        });
    situations.put(
        "MessagingStore.changeRole",
        (given, client, faults) ->
            change(given, client, (store, group) -> store.changeRole(group, "bob", Role.OWNER)));
    situations.put(
        "MessagingStore.renameGroup",
        (given, client, faults) -> {
          given.store(given.table().client()).deleteMessage(given.newest().message().ref());
          change(given, client, (store, group) -> store.renameGroup(group, "Other"));
        });
    situations.put(
        "MessagingStore.beginChanges",
        (given, client, faults) -> {
          attempt(() -> given.store(client).beginChanges(given.group()));
          attempt(() -> given.store(client).beginChanges(given.oldGroup()));
        });
    situations.put(
        "MessagingStore.listChanges",
        (given, client, faults) -> {
          MessagingStore ann = given.store(client).actingAs("ann");
          ChangesToken token = given.store(given.table().client()).beginChanges(given.group());
          given
              .store(given.table().client())
              .editMessage(given.first().message().ref(), MessageEdit.ofText("New"));
          attempt(() -> ann.listChanges(given.group(), token, 1));
          attempt(() -> ann.listChanges(given.group(), token, 100));
        });
  }

  private void addStates() {
    situations.put(
        "MessagingStore.listInbox",
        (given, client, faults) -> {
          attempt(() -> given.store(client).actingAs("ann").listInbox("ann", newestFirst(10)));
          new OldApplication(given.table()).row(ANN, given.group(), LONG_AGO, BOB, "Stray");
          attempt(() -> given.store(client).listInbox("ann", newestFirst(10)));
        });
    situations.put(
        "MessagingStore.listInboxPages",
        (given, client, faults) ->
            attempt(
                () ->
                    given.store(client).listInboxPages("ann", newestFirst(1)).forEach(page -> {})));
    situations.put(
        "MessagingStore.listPinned",
        (given, client, faults) -> {
          MessagingStore pinning = given.store(given.table().client());
          for (String group : List.of(given.group(), given.oldGroup(), "none")) {
            pinning.updateGroupState("ann", group, GroupStateUpdate.begin().pin());
          }
          attempt(() -> given.store(client).listPinned("ann"));
        });
    situations.put(
        "MessagingStore.markRead",
        (given, client, faults) -> {
          MessageRef ref = given.newest().message().ref();
          attempt(() -> given.store(client).markRead("ann", ref, 0));
          attempt(() -> given.store(client).markRead("ann", ref, 0));
        });
    situations.put(
        "MessagingStore.markUnread",
        (given, client, faults) ->
            attempt(() -> given.store(client).markUnread("ann", given.newest().message().ref())));
    situations.put(
        "MessagingStore.updateGroupState",
        (given, client, faults) ->
            attempt(
                () ->
                    given
                        .store(client)
                        .updateGroupState("ann", given.group(), GroupStateUpdate.begin().pin())));
    situations.put(
        "MessagingStore.findGroupState",
        (given, client, faults) ->
            attempt(() -> given.store(client).findGroupState("ann", given.group())));
    situations.put(
        "MessagingStore.countUnread",
        (given, client, faults) -> {
          MessagingStore store = given.store(client);
          for (String group : List.of(given.group(), given.oldGroup(), "none")) {
            attempt(() -> store.countUnread("bob", group));
          }
        });
    situations.put(
        "MessagingStore.listReadPositions",
        (given, client, faults) -> {
          MessagingStore store = given.store(client);
          attempt(() -> store.actingAs("ann").listReadPositions(given.group()));
          attempt(() -> store.actingAs("eve").listReadPositions(given.newest().group()));
        });
  }

  /** A change of both groups. */
  private static void change(Given given, DynamoDbClient client, GroupChange change) {
    attempt(() -> change.of(given.store(client), given.group()));
    attempt(() -> change.of(given.store(client), given.oldGroup()));
  }

  /** A change of a group itself. */
  private interface GroupChange {
    void of(MessagingStore store, String groupId);
  }

  private static void changeMessage(
      Given given, DynamoDbClient client, BiConsumer<MessagingStore, MessageRef> change) {
    MessagingStore store = given.store(client);
    MessageRef shown = given.newest().message().ref();
    MessageRef old = new MessageRef(given.oldGroup(), new SortKey(LONG_AGO), "old-1");
    attempt(() -> change.accept(store, given.first().message().ref()));
    attempt(() -> change.accept(store, shown));
    attempt(() -> change.accept(store.withSendMode(SendMode.STREAMED), shown));
    attempt(() -> change.accept(store, old));
  }

  private void addAdmin() {
    TableScan scan = TableScan.withPageSize(100);
    situations.put(
        "MessagingAdmin.check",
        (given, client, faults) ->
            attempt(() -> given.admin(client).check(scan).forEach(report -> {})));
    situations.put(
        "MessagingAdmin.rebuild",
        (given, client, faults) -> {
          given.put("m-1", 1, "Not shown yet");
          new OldApplication(given.table()).row(ANN, given.group(), LONG_AGO, BOB, "Stray");
          given
              .store(given.table().client())
              .updateGroupState("ann", "none", GroupStateUpdate.begin().hideUpTo(Instant.EPOCH));
          attempt(() -> given.admin(client).rebuild(scan).forEach(report -> {}));
        });
    situations.put(
        "MessagingAdmin.renameUser",
        (given, client, faults) -> {
          User named = new User("ann", "Anna", "anna");
          given.store(given.table().client()).leaveGroup(given.group(), "ann");
          attempt(
              () ->
                  given
                      .admin(client)
                      .renameUser(named, RenameScope.GROUPS_AND_MESSAGES, scan)
                      .forEach(report -> {}));
        });
    situations.put(
        "MessagingAdmin.adoptGroup",
        (given, client, faults) ->
            attempt(() -> given.admin(client).adoptGroup(given.oldGroup(), List.of())));
    situations.put(
        "MessagingAdmin.migrate",
        (given, client, faults) ->
            attempt(() -> given.admin(client).migrate(scan).forEach(report -> {})));
    situations.put(
        "MessagingAdmin.previewMigration",
        (given, client, faults) ->
            attempt(() -> given.admin(client).previewMigration(scan).forEach(report -> {})));
  }

  private void addTable() {
    situations.put(
        "MessagingTable.create",
        (given, client, faults) -> {
          MessagingTable created = MessagingTable.of(client, given.table().name() + "-new");
          attempt(() -> created.create(TableSettings.onDemand()));
        });
    situations.put(
        "MessagingTable.enableTimeToLive",
        (given, client, faults) -> attempt(table(given, client)::enableTimeToLive));
    situations.put(
        "MessagingTable.waitUntilActive",
        (given, client, faults) ->
            attempt(() -> table(given, client).waitUntilActive(Duration.ofSeconds(1))));
    situations.put(
        "MessagingTable.describe",
        (given, client, faults) -> attempt(() -> table(given, client).describe()));
    situations.put(
        "MessagingTable.streamArn",
        (given, client, faults) -> attempt(() -> table(given, client).streamArn()));
    situations.put(
        "MessagingTable.check",
        (given, client, faults) ->
            attempt(() -> table(given, client).check(TableSettings.onDemand())));
    situations.put(
        "MessagingTable.delete", (given, client, faults) -> attempt(table(given, client)::delete));
  }

  private void addStream() {
    situations.put(
        "StreamPoller.drain",
        (given, client, faults) -> attempt(() -> poller(given, faults, new ArrayList<>()).drain()));
    situations.put(
        "StreamPoller.run",
        (given, client, faults) -> {
          List<StreamPoller> running = new ArrayList<>();
          running.add(poller(given, faults, running));
          running.get(0).run();
        });
    situations.put(
        "TableCheckpoints.find",
        (given, client, faults) ->
            attempt(() -> new TableCheckpoints(client, given.table().name(), "c").find("s")));
    situations.put(
        "TableCheckpoints.save",
        (given, client, faults) ->
            attempt(() -> new TableCheckpoints(client, given.table().name(), "c").save("s", "1")));
  }

  private static MessagingTable table(Given given, DynamoDbClient client) {
    return MessagingTable.of(client, given.table().name());
  }

  /** Closes the pollers that are running when a batch has come. */
  private StreamPoller poller(Given given, Faults faults, List<StreamPoller> running) {
    return StreamPoller.builder()
        .client(faults.wrap(dynamoDb.streamsClient()))
        .streamArn(table(given, given.table().client()).streamArn().orElseThrow())
        .handler(
            records -> {
              running.forEach(StreamPoller::close);
              return Optional.empty();
            })
        .build();
  }

  private static void project(
      Given given, DynamoDbClient client, OperationType type, Message message) {
    Map<String, AttributeValue> image = Schemas.MESSAGES.itemToMap(message, true);
    Map<String, AttributeValue> key =
        Map.of(
            Attributes.PK,
            requireNonNull(image.get(Attributes.PK)),
            Attributes.SK,
            requireNonNull(image.get(Attributes.SK)));
    Record record =
        Record.builder()
            .eventName(type)
            .dynamodb(
                stream ->
                    stream
                        .sequenceNumber("1")
                        .keys(key)
                        .newImage(type == OperationType.REMOVE ? null : image))
            .build();
    attempt(() -> given.store(client).projector().project(List.of(record)));
  }

  /** What a fault makes fail is of no interest here. */
  private static void attempt(Runnable call) {
    try {
      call.run();
    } catch (MessagingException | SdkException e) {
      // The requests that it made are kept.
    }
  }
}
