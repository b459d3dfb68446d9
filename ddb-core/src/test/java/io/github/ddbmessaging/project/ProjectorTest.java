package io.github.ddbmessaging.project;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RejectedRecord;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.store.Faults;
import io.github.ddbmessaging.store.StoreKind;
import io.github.ddbmessaging.store.Wire.Fault;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

class ProjectorTest extends ProjectionTest {

  @Test
  void project_whenABatchHoldsAllKindsOfItems_takesTheMessagesAndIgnoresTheRest() {
    MessageGroup group = group();
    transactional.createMessage(
        group, NewMessage.from("bob", "Second").withIdempotencyKey("order-17"));
    send(group, "Third");
    table.put(
        Map.of(
            Attributes.PK, AttributeValue.fromS("X#1"), Attributes.SK, AttributeValue.fromS("1")));
    table.delete("X#1", "1");

    ProjectionResult result = project(stream.next());

    assertThat(result).isEqualTo(new ProjectionResult(2, List.of(), List.of(), Map.of()));
  }

  @Test
  void project_whenTheBatchIsEmpty_makesNoRequest() {
    wire.clear();

    assertThat(project(List.of()).retryFrom()).isEmpty();
    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void project_whenTheGroupIsDirect_showsEachTheOther() {
    MessageGroup group =
        store.createGroup(NewGroup.direct(ANN, BOB), NewMessage.from("ann", "Hi")).group();
    send(group, "Are you there?");

    drain();

    assertThat(rows("ann")).extracting(MessageGroupRow::shownUser).containsExactly(BOB);
    assertThat(rows("bob")).extracting(MessageGroupRow::shownUser).containsExactly(ANN);
  }

  @Test
  void project_whenEveryMessageWasDeleted_showsNothingAndKeepsTheGroupListed() {
    MessageGroup group = group();
    delete(newest(group));

    drain();

    assertThat(previews("bob")).containsExactly("");
  }

  @Test
  void project_whenOneGroupIsThrottled_leavesItsRecordsAndMovesTheOthers() {
    List<MessageGroup> groups = groups(3, ANN, BOB);
    groups.forEach(group -> send(group, "Second"));
    List<Record> records = stream.next();
    String unlucky = groups.get(1).id();
    wire.fail(
        number ->
            (request, service) ->
                request instanceof TransactWriteItemsRequest && request.toString().contains(unlucky)
                    ? Faults.throttled().strike(request, service)
                    : service.send(request));

    ProjectionResult result = project(records);

    wire.clear();
    assertThat(result.failures()).containsOnlyKeys(unlucky);
    assertThat(result.notDone()).extracting(StreamTail::groupId).containsExactly(unlucky);
    assertThat(rows("bob")).filteredOn(row -> row.preview().equals("Second")).hasSize(2);
    project(result.notDone());
  }

  @Test
  void project_fromWhereTheRetryStarts_bringsTheRestUpToDate() {
    groups(3, ANN, BOB).forEach(group -> send(group, "Second"));
    List<Record> records = stream.next();
    wire.fail(number -> number == 3 ? Faults.refused("InternalFailure") : Fault.NONE);
    String retryFrom = project(records).retryFrom().orElseThrow();
    wire.clear();

    ProjectionResult result =
        project(
            records.stream()
                .dropWhile(record -> !record.dynamodb().sequenceNumber().equals(retryFrom))
                .toList());

    assertThat(result.retryFrom()).isEmpty();
  }

  @Test
  void project_whenAMessageIsOfNoGroup_rejectsItAndContinues() {
    MessageGroup group = group();
    SortKey key = SortKey.of(group.createdAt(), "m-9");
    table.put(Schemas.MESSAGES.itemToMap(new Message("nowhere", key, "m-9", ANN, "Lost"), true));
    send(group, "Second");
    List<RejectedRecord> handed = new ArrayList<>();

    ProjectionResult result = store.projector().onRejected(handed::add).project(stream.next());

    assertThat(result.notDone()).isEmpty();
    assertThat(handed).isEqualTo(result.rejected());
    assertThat(handed)
        .singleElement()
        .satisfies(
            rejected -> assertThat(rejected.reason()).isInstanceOf(GroupNotFoundException.class));
  }

  @Test
  void project_whenAMessageIsDamaged_rejectsItAndContinues() {
    MessageGroup group = group();
    Message whole = send(group, "Second");
    Map<String, AttributeValue> damaged = new HashMap<>(Schemas.MESSAGES.itemToMap(whole, true));
    damaged.remove(Attributes.MESSAGE_ID);
    damaged.put(Attributes.SK, AttributeValue.fromS(SortKey.of(whole.createdAt(), "m-9").value()));
    table.put(damaged);

    ProjectionResult result = project(stream.next());

    assertThat(result.notDone()).isEmpty();
    assertThat(result.rejected())
        .extracting(RejectedRecord::reason)
        .singleElement()
        .isInstanceOf(DamagedItemException.class);
    assertThat(previews("bob")).containsExactly("Second");
    table.delete(Keys.messagePartition(group.id()), damaged.get(Attributes.SK).s());
  }

  @Test
  void project_whenTheStoreActsForAStranger_worksForAllGroups() {
    MessageGroup group = group();
    Message newest = send(group, "Second");
    drain();
    edit(newest, "Edited");

    store.actingAs("eve").projector().project(stream.next());

    assertThat(previews("bob")).containsExactly("Edited");
  }

  @ParameterizedTest
  @EnumSource
  void project_whenParallel_takesNoMoreGroupsAtOnceThanPermitted(StoreKind kind) {
    groups(20, ANN, BOB).forEach(group -> send(group, "Second"));
    Crowding crowding = new Crowding();
    wire.fail(number -> crowding);

    ProjectionResult result = projectInParallel(kind, 3, stream.next());

    assertThat(result.notDone()).isEmpty();
    assertThat(crowding.most()).isLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void project_whenParallel_worksOnSeveralGroupsAtOnce(StoreKind kind) {
    groups(3, ANN, BOB).forEach(group -> send(group, "Second"));
    Gathering gathering = new Gathering(3);
    wire.fail(number -> gathering);

    assertThat(projectInParallel(kind, 3, stream.next()).notDone()).isEmpty();
  }

  @Test
  void project_whenAsync_worksOnEightGroupsAtOnce() {
    groups(8, ANN, BOB).forEach(group -> send(group, "Second"));
    Gathering gathering = new Gathering(8);
    wire.fail(number -> gathering);

    assertThat(async().projector().project(stream.next()).join().notDone()).isEmpty();
  }

  private ProjectionResult projectInParallel(StoreKind kind, int groups, List<Record> records) {
    if (kind == StoreKind.ASYNC) {
      return async().projector().parallel(groups).project(records).join();
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      return store.projector().parallel(threads, groups).project(records);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void project_whenTheExecutorTakesNothing_worksOnTheCallingThread() {
    groups(3, ANN, BOB).forEach(group -> send(group, "Second"));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    threads.shutdown();

    ProjectionResult result = store.projector().parallel(threads, 3).project(stream.next());

    assertThat(result.notDone()).isEmpty();
  }

  @Test
  void parallel_withLessThanOneGroup_isRefused() {
    assertThatThrownBy(() -> store.projector().parallel(Runnable::run, 0))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> async().projector().parallel(0))
        .isInstanceOf(InvalidInputException.class);
  }
}
