package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ddbmessaging.model.CallReport;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** What a listener is told of each call. */
class ListenerTest extends StoreTest {
  private static final NewMessage HI = NewMessage.from("ann", "Hi");

  private final List<CallReport> reports = new CopyOnWriteArrayList<>();
  private Sent newest;
  private MessageGroup group;
  private Messaging reporting;

  @BeforeEach
  void openReportingStore() {
    newest = conversation(ANN, BOB, 2);
    group = newest.group();
    reporting = open(settings -> settings.listener(reports::add));
  }

  @Test
  void onCall_afterEachKindOfCall_namesTheMethod() {
    Administration reportingAdmin =
        kind.openAdmin(table, settings -> settings.listener(reports::add));

    reporting.createGroup(NewGroup.direct(ANN, CAT), HI);
    reporting.createMessage(group, HI);
    reporting.createMessage(group.id(), HI);
    reporting.findGroup(group.id());
    reporting.findMessage(newest.message().ref());
    reporting.listMessages(group.id(), newestFirst(1));
    reporting.listMessageGroups("ann", newestFirst(1));
    reporting.projector().project(List.of());
    reportingAdmin.check(WHOLE_TABLE);
    reportingAdmin.rebuild(WHOLE_TABLE);
    reportingAdmin.migrate(WHOLE_TABLE);
    reportingAdmin.previewMigration(WHOLE_TABLE);
    reportingAdmin.adoptGroup(group.id(), List.of());

    assertThat(reports)
        .extracting(CallReport::operation)
        .containsExactly(
            "createGroup",
            "createMessage",
            "createMessage",
            "findGroup",
            "findMessage",
            "listMessages",
            "listMessageGroups",
            "project",
            "check",
            "rebuild",
            "migrate",
            "previewMigration",
            "adoptGroup");
  }

  @Test
  void onCall_afterAListing_tellsItsReadUnits() {
    reporting.listMessages(group.id(), newestFirst(10));
    reporting.withConsistentReads().listMessages(group.id(), newestFirst(10));

    assertThat(reports)
        .containsExactly(
            new CallReport("listMessages", 1, 0, 0.5, 0, Map.of(), Optional.empty()),
            new CallReport("listMessages", 1, 0, 1, 0, Map.of(), Optional.empty()));
  }

  @Test
  void onCall_whenPagesAreIterated_isCalledForEachPage() {
    reporting.listMessagePages(group.id(), newestFirst(1));

    assertThat(reports).hasSize(2);
  }

  @Test
  void onCall_afterASend_tellsTheUnitsAsReportedForTableAndIndexes() {
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

    assertThat(reports)
        .containsExactly(
            new CallReport("createMessage", 1, 0, 0, 12, Map.of("index", 8.0), Optional.empty()));
  }

  @Test
  void onCall_afterRetries_countsThemAndAllRequests() {
    wire.fail(number -> number == 2 || number == 3 ? Faults.throttled() : Wire.Fault.NONE);

    reporting.createMessage(group.id(), HI);

    assertThat(reports)
        .extracting(CallReport::requests, CallReport::retries, CallReport::readUnits)
        .containsExactly(tuple(4, 2, 1.0));
  }

  @Test
  void onCall_afterAFailure_tellsIt() {
    Throwable failure = catchThrowable(() -> reporting.createMessage("nowhere", HI));

    assertThat(failure).isInstanceOf(GroupNotFoundException.class);
    assertThat(reports)
        .singleElement()
        .returns(4, CallReport::requests)
        .returns(Optional.of(failure), CallReport::failure);
  }

  @Test
  void onCall_afterBadInput_tellsItWithoutRequests() {
    Throwable failure = catchThrowable(() -> reporting.findGroup("#"));

    assertThat(reports)
        .singleElement()
        .returns(0, CallReport::requests)
        .returns(Optional.of(failure), CallReport::failure);
  }

  @Test
  void onCall_whenItThrows_changesNothingForTheCaller() {
    Messaging cursed =
        open(
            settings ->
                settings.listener(
                    report -> {
                      throw new IllegalStateException("The listener is broken");
                    }));

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
