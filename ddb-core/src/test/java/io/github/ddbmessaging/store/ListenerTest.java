package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.CallReport;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
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
  private final List<CallReport> reports = new CopyOnWriteArrayList<>();
  private MessageGroup group;
  private Messaging reporting;

  @BeforeEach
  void openReportingStore() {
    group = conversation(ANN, BOB, 2).group();
    reporting = open(settings -> settings.listener(reports::add));
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
  void onCall_afterEachKindOfCall_namesTheMethod() {
    reporting.createGroup(NewGroup.direct(BOB, People.CAT), NewMessage.from("bob", "Hi"));
    reporting.createMessage(group, NewMessage.from("ann", "Hi"));
    reporting.createMessage(group.id(), NewMessage.from("ann", "Hi"));
    reporting.findGroup(group.id());
    reporting.findMessage(group.id(), SortKey.of(TestClock.START, "any"));
    reporting.listMessages(group.id(), newestFirst(1));
    reporting.listMessageGroups("ann", newestFirst(1));

    assertThat(reports)
        .extracting(CallReport::operation)
        .containsExactly(
            "createGroup",
            "createMessage",
            "createMessage",
            "findGroup",
            "findMessage",
            "listMessages",
            "listMessageGroups");
  }

  @Test
  void onCall_afterASendByIdOnly_countsBothRequestsAndTheUnitsOfTheHead() {
    reporting.createMessage(group.id(), NewMessage.from("ann", "Hi"));

    assertThat(reports)
        .singleElement()
        .satisfies(report -> assertThat(report.requests()).isEqualTo(2))
        .satisfies(report -> assertThat(report.readUnits()).isEqualTo(1));
  }

  @Test
  void onCall_afterASend_tellsTheUnitsAsReportedForTableAndIndexes() {
    wire.failNext(
        (request, service) ->
            CompletableFuture.completedFuture(
                TransactWriteItemsResponse.builder()
                    .consumedCapacity(
                        ConsumedCapacity.builder()
                            .capacityUnits(20.0)
                            .table(Capacity.builder().capacityUnits(12.0).build())
                            .globalSecondaryIndexes(
                                Map.of("index", Capacity.builder().capacityUnits(8.0).build()))
                            .build())
                    .build()));

    reporting.createMessage(group, NewMessage.from("ann", "Hi"));

    assertThat(reports)
        .containsExactly(
            new CallReport("createMessage", 1, 0, 0, 12, Map.of("index", 8.0), Optional.empty()));
  }

  @Test
  void onCall_afterRetries_countsThem() {
    wire.failNext(Faults.throttled(), Faults.notSent());

    reporting.createMessage(group, NewMessage.from("ann", "Hi"));

    assertThat(reports)
        .singleElement()
        .satisfies(report -> assertThat(report.requests()).isEqualTo(3))
        .satisfies(report -> assertThat(report.retries()).isEqualTo(2));
  }

  @Test
  void onCall_afterAFailure_tellsIt() {
    NewMessage message = NewMessage.from("ann", "Hi");

    assertThatThrownBy(() -> reporting.createMessage("nowhere", message))
        .isInstanceOf(GroupNotFoundException.class)
        .satisfies(
            thrown ->
                assertThat(reports)
                    .singleElement()
                    .satisfies(report -> assertThat(report.failure()).containsSame(runtime(thrown)))
                    .satisfies(report -> assertThat(report.requests()).isEqualTo(4)));
  }

  @Test
  void onCall_afterBadInput_tellsItWithoutRequests() {
    assertThatThrownBy(() -> reporting.findGroup("#")).isInstanceOf(InvalidInputException.class);

    assertThat(reports)
        .singleElement()
        .satisfies(report -> assertThat(report.failure()).isPresent())
        .satisfies(report -> assertThat(report.requests()).isZero());
  }

  @Test
  void onCall_whenPagesAreIterated_isCalledForEachPage() {
    reporting.listMessagePages(group.id(), newestFirst(1));

    assertThat(reports).hasSize(2);
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

    Sent sent = cursed.createMessage(group, NewMessage.from("ann", "Hi"));

    assertThat(store.findGroup(group.id())).contains(sent.group());
    assertThatThrownBy(() -> cursed.findGroup("#")).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void requests_withoutAListener_dontAskForUnits() {
    store.createMessage(group, NewMessage.from("ann", "Hi"));
    store.listMessages(group.id(), newestFirst(1));

    assertThat(wire.requests(TransactWriteItemsRequest.class))
        .extracting(TransactWriteItemsRequest::returnConsumedCapacity)
        .containsExactly(ReturnConsumedCapacity.NONE);
    assertThat(wire.requests(QueryRequest.class))
        .extracting(QueryRequest::returnConsumedCapacity)
        .containsExactly(ReturnConsumedCapacity.NONE);
  }

  private static RuntimeException runtime(Throwable thrown) {
    return (RuntimeException) thrown;
  }
}
