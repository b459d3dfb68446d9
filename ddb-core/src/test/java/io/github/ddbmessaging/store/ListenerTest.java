package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.WatchedCalls;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.CallReport;
import io.github.ddbmessaging.model.CallReport.Outcome;
import io.github.ddbmessaging.model.CallReport.Throttling;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.RenameScope;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.Sent;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** What a listener is told of each call, by whatever method. */
class ListenerTest extends StoreTest {
  private static final NewMessage HI = NewMessage.from("ann", "Hi");

  private final WatchedCalls calls = new WatchedCalls();
  private Sent newest;
  private MessageGroup group;
  private Messaging reporting;

  @BeforeEach
  void openReportingStore() {
    newest = conversation(ANN, BOB, 2);
    group = newest.group();
    reporting = open(settings -> settings.listener(calls));
    wire.fail(
        number ->
            (request, service) -> {
              calls.note("request");
              return service.send(request);
            });
  }

  /** Methods of stores that make others, or pages that are made by their own calls. */
  private static final Set<String> NO_CALLS =
      Set.of(
          "builder",
          "projector",
          "actingAs",
          "listMessagePages",
          "listMessageGroupPages",
          "listInboxPages");

  static Stream<String> methods(Class<?>... types) {
    return Stream.of(types)
        .flatMap(type -> Stream.of(type.getMethods()).filter(m -> m.getDeclaringClass() == type))
        .map(Method::getName)
        .filter(name -> !NO_CALLS.contains(name) && !name.startsWith("with"))
        .distinct();
  }

  @Test
  void call_ofEachMethod_isToldByItsNameWithTheTable() {
    Administration reportingAdmin = kind.openAdmin(table, settings -> settings.listener(calls));
    MessageRef ref = newest.message().ref();
    MessageGroup trip =
        reporting.createGroup(NewGroup.titled("Trip", List.of(ANN, BOB)), HI).group();

    reporting.createMessage(group, HI);
    reporting.findGroup(group.id());
    reporting.findDirectGroup("ann", "bob");
    reporting.findMessage(ref);
    reporting.listMessages(group.id(), newestFirst(1));
    reporting.listMessagesAround(ref, 1);
    reporting.listMessageGroups("ann", newestFirst(1));
    GroupState state = reporting.markUnread("bob", ref);
    reporting.markRead("bob", ref, 0);
    reporting.markRead("bob", ref, state.unreadMarks());
    reporting.findGroupState("bob", group.id());
    reporting.updateGroupState("bob", group.id(), GroupStateUpdate.begin().pin());
    reporting.listInbox("bob", newestFirst(1));
    reporting.listPinned("bob");
    reporting.countUnread("bob", group.id());
    reporting.countUnread("bob", List.of(group.id()), 1);
    reporting.listReadPositions(group);
    reporting.listReadPositions(group.id());
    reporting.addMembers(trip.id(), List.of(CAT), History.FROM_JOINING);
    reporting.changeRole(trip.id(), "bob", Role.OWNER);
    reporting.renameGroup(trip.id(), "Travels");
    reporting.removeMember(trip.id(), "cat");
    reporting.leaveGroup(trip.id(), "bob");
    reporting.editMessage(ref, MessageEdit.ofText("Edited"));
    reporting.addReaction(ref, "ann", "+1");
    reporting.removeReaction(ref, "ann", "+1");
    ChangesToken token = reporting.beginChanges(group.id());
    reporting.listChanges(group.id(), token, 1);
    reporting.deleteMessage(ref);
    reporting.purgeMessage(ref);
    reporting.projector().project(List.of());
    reportingAdmin.check(WHOLE_TABLE);
    reportingAdmin.rebuild(WHOLE_TABLE);
    reportingAdmin.migrate(WHOLE_TABLE);
    reportingAdmin.previewMigration(WHOLE_TABLE);
    reportingAdmin.renameUser(ANN, RenameScope.GROUPS, WHOLE_TABLE);
    reportingAdmin.adoptGroup(group.id(), List.of());

    assertThat(calls.reports())
        .allMatch(report -> report.tableName().equals(table.name()))
        .allMatch(report -> report.outcome() == Outcome.SUCCESS)
        .extracting(CallReport::operation)
        .containsAll(methods(MessagingStore.class, MessagingAdmin.class).toList())
        .contains("project");
  }

  @Test
  void report_ofCallsThatSucceed_namesNoIdAndNoContent() {
    Administration reportingAdmin = kind.openAdmin(table, settings -> settings.listener(calls));
    reporting.createMessage(group, NewMessage.from("ann", "Secret"));
    reporting.listMessages(group.id(), newestFirst(10));
    reporting.listMessageGroups("ann", newestFirst(10));
    reportingAdmin.check(WHOLE_TABLE);

    assertThat(calls.reports())
        .hasSize(4)
        .allSatisfy(
            report ->
                assertThat(report.toString())
                    .doesNotContain("Secret", group.id(), newest.message().id())
                    .doesNotContain("ann", "bob", "Ann", "Bob"));
  }

  @Test
  void call_afterAListing_tellsItsReadUnits() {
    reporting.listMessages(group.id(), newestFirst(10));
    reporting.withConsistentReads().listMessages(group.id(), newestFirst(10));

    assertThat(calls.reports())
        .extracting(CallReport::requests, CallReport::readUnits, CallReport::writeUnits)
        .containsExactly(tuple(1, 0.5, 0.0), tuple(1, 1.0, 0.0));
  }

  @Test
  void call_whenPagesAreIterated_isToldForEachPage() {
    reporting.listMessagePages(group.id(), newestFirst(1));

    assertThat(calls.reports())
        .extracting(CallReport::operation)
        .containsExactly("listMessages", "listMessages");
  }

  @Test
  void call_afterASend_tellsTheUnitsAsReportedForTableAndIndexes() {
    ConsumedCapacity consumed =
        ConsumedCapacity.builder()
            .capacityUnits(20.0)
            .table(Capacity.builder().capacityUnits(12.0).build())
            .globalSecondaryIndexes(Map.of("index", Capacity.builder().capacityUnits(8.0).build()))
            .build();
    wire.failNext(
        (request, service) ->
            CompletableFuture.completedFuture(
                TransactWriteItemsResponse.builder().consumedCapacity(consumed).build()));

    reporting.createMessage(group, HI);

    assertThat(calls.reports())
        .extracting(CallReport::readUnits, CallReport::writeUnits, CallReport::indexUnits)
        .containsExactly(tuple(0.0, 12.0, Map.of("index", 8.0)));
  }

  @Test
  void call_afterRetries_countsThemAndAllRequests() {
    wire.fail(number -> number == 2 || number == 3 ? Faults.throttled() : Wire.Fault.NONE);

    reporting.createMessage(group.id(), HI);

    assertThat(calls.reports())
        .singleElement()
        .returns(4, CallReport::requests)
        .returns(2, CallReport::retries)
        .returns(1.0, CallReport::readUnits)
        .returns(
            Set.of(new Throttling("ProvisionedThroughputExceededException", "unknown")),
            CallReport::throttling);
  }

  @Test
  void call_whenOthersWereFaster_countsTheConflict() {
    openElsewhere().createMessage(group, HI);

    reporting.createMessage(group, HI);

    assertThat(calls.reports())
        .singleElement()
        .returns(Outcome.SUCCESS, CallReport::outcome)
        .returns(1, CallReport::conflicts);
  }

  @Test
  void call_afterAFailure_tellsIt() {
    Throwable failure = catchThrowable(() -> reporting.createMessage("nowhere", HI));

    assertThat(failure).isInstanceOf(GroupNotFoundException.class);
    assertThat(calls.reports())
        .singleElement()
        .returns(4, CallReport::requests)
        .returns(Outcome.REFUSED, CallReport::outcome)
        .returns(Optional.of(failure), CallReport::failure);
  }

  @Test
  void call_withBadArguments_beginsBeforeTheyAreLookedAt() {
    List<Supplier<Object>> bad =
        List.of(
            () -> reporting.findGroup("#"),
            () -> reporting.createMessage(group, NewMessage.from("#", " ")),
            () -> reporting.createGroup(NewGroup.direct(ANN, ANN), HI),
            () -> reporting.listMessages("#", newestFirst(0)),
            () -> reporting.listMessageGroups("#", newestFirst(0)),
            () -> reporting.editMessage(newest.message().ref(), MessageEdit.ofText(" ")),
            () -> reporting.addReaction(newest.message().ref(), "#", ""),
            () -> reporting.listChanges("#", new ChangesToken("%"), 0));

    for (Supplier<Object> call : bad) {
      assertThatThrownBy(call::get).isInstanceOf(InvalidInputException.class);
    }

    assertThat(calls.reports())
        .hasSameSizeAs(bad)
        .allMatch(report -> report.requests() == 0 && report.outcome() == Outcome.REFUSED);
    assertThat(calls.beginners()).hasSameSizeAs(bad).containsOnly(Thread.currentThread());
  }

  @Test
  void call_whenItMakesManyRequests_isCurrentAtEach() {
    reporting.createMessage(group.id(), HI);
    reporting.listMessagesAround(newest.message().ref(), 1);
    reporting.withReactions().listMessages(group.id(), newestFirst(10));

    assertThat(calls.events())
        .containsExactly(
            "begin createMessage on " + table.name(),
            "request in createMessage",
            "request in createMessage",
            "end createMessage",
            "begin listMessagesAround on " + table.name(),
            "request in listMessagesAround",
            "request in listMessagesAround",
            "end listMessagesAround",
            "begin listMessages on " + table.name(),
            "request in listMessages",
            "request in listMessages",
            "end listMessages");
  }

  @Test
  void call_whenTheListenerThrowsAtTheEnd_changesNothingForTheCaller() {
    Messaging cursed =
        open(
            settings ->
                settings.listener(
                    CallListener.atEnd(
                        report -> {
                          throw new IllegalStateException("The listener is broken");
                        })));

    Sent sent = cursed.createMessage(group, HI);

    assertThat(store.findGroup(group.id())).contains(sent.group());
    assertThatThrownBy(() -> cursed.findGroup("#")).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void requests_withoutAListener_dontAskForUnits() {
    store.createMessage(group, HI);
    store.listMessages(group.id(), newestFirst(1));

    assertThat(wire.requests(TransactWriteItemsRequest.class))
        .extracting(TransactWriteItemsRequest::returnConsumedCapacity)
        .containsExactly(ReturnConsumedCapacity.NONE);
    assertThat(wire.requests(QueryRequest.class))
        .extracting(QueryRequest::returnConsumedCapacity)
        .containsExactly(ReturnConsumedCapacity.NONE);
  }
}
