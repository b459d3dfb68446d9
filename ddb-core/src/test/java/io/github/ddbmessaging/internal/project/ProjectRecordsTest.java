package io.github.ddbmessaging.internal.project;

import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.project.StreamRecords.inserted;
import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.NO_ITEMS;
import static io.github.ddbmessaging.internal.run.Answers.WRITTEN;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.run.AsyncRunner;
import io.github.ddbmessaging.internal.run.StubClient;
import io.github.ddbmessaging.internal.run.SyncRunner;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RejectedRecord;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** What becomes of the records of a batch, with either client. */
@ParameterizedClass
@EnumSource
class ProjectRecordsTest {
  @Parameter Client client;

  enum Client {
    SYNC {
      @Override
      ProjectionResult run(StubClient stub, Consumer<RejectedRecord> listener, Record... records) {
        return new SyncRunner(stub.sync())
            .run(
                "project",
                settings(),
                () -> ProjectRecords.of(settings(), List.of(records), listener));
      }
    },
    ASYNC {
      @Override
      ProjectionResult run(StubClient stub, Consumer<RejectedRecord> listener, Record... records) {
        try {
          return new AsyncRunner(stub.async())
              .run(
                  "project",
                  settings(),
                  () -> ProjectRecords.of(settings(), List.of(records), listener))
              .join();
        } catch (CompletionException e) {
          throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
      }
    };

    abstract ProjectionResult run(
        StubClient stub, Consumer<RejectedRecord> listener, Record... records);
  }

  @Test
  void of_whenThereIsNoMessage_asksNothingAndAllIsDone() {
    StubClient stub = new StubClient();
    Map<String, AttributeValue> head = Schemas.HEADS.itemToMap(Samples.direct(), true);

    ProjectionResult result = project(stub, StreamRecords.of(OperationType.MODIFY, 1, head));

    assertThat(result).isEqualTo(new ProjectionResult(List.of(), List.of(), Map.of()));
    assertThat(stub.requests()).isEmpty();
  }

  @Test
  void of_whenTwoGroupsAreBehind_readsBothHeadsAtOnceAndMovesEach() {
    StubClient stub = new StubClient(heads("g-1", "g-2"), WRITTEN, WRITTEN);

    ProjectionResult result = project(stub, inserted(1, in("g-1")), inserted(2, in("g-2")));

    assertThat(result.retryFrom()).isEmpty();
    assertThat(stub.requests())
        .extracting(Object::getClass)
        .isEqualTo(
            List.of(
                BatchGetItemRequest.class,
                TransactWriteItemsRequest.class,
                TransactWriteItemsRequest.class));
  }

  @Test
  void of_whenOneGroupFails_stillMovesTheOthers() {
    StubClient stub = new StubClient(heads("g-1", "g-2"), failure(), WRITTEN);

    ProjectionResult result = project(stub, inserted(1, in("g-1")), inserted(2, in("g-2")));

    assertThat(stub.requests()).hasSize(3);
    assertThat(result.failures()).containsOnlyKeys("g-1");
    assertThat(result.failures().get("g-1")).isInstanceOf(DynamoDbFailureException.class);
  }

  @Test
  void of_whenOneGroupFails_leavesAllItsRecordsUndoneAndNoOthers() {
    StubClient stub = new StubClient(heads("g-1", "g-2"), failure(), WRITTEN);
    Record one = inserted(10, in("g-1"));
    Record repeated = inserted(9, in("g-1"));

    ProjectionResult result = project(stub, inserted(11, in("g-2")), one, repeated);

    assertThat(result.notDone()).containsExactly(repeated, one);
  }

  @Test
  void retryFrom_whenSequenceNumbersDifferInLength_isTheLowestAsNumber() {
    StubClient stub = new StubClient(heads("g-1", "g-2"), failure(), failure());

    ProjectionResult result = project(stub, inserted(100, in("g-1")), inserted(9, in("g-2")));

    assertThat(result.retryFrom()).contains("9");
  }

  @Test
  void of_whenThereIsNoSuchGroup_rejectsItsRecords() {
    StubClient stub = new StubClient(heads("g-1"), NO_ITEMS, NO_ITEMS, NOTHING, WRITTEN);
    Record lost = inserted(1, in("g-9"));

    ProjectionResult result = project(stub, lost, inserted(2, in("g-1")));

    assertThat(result.notDone()).isEmpty();
    assertThat(result.failures()).isEmpty();
    assertThat(result.rejected()).extracting(RejectedRecord::record).containsExactly(lost);
    assertThat(result.rejected().get(0).reason()).isInstanceOf(GroupNotFoundException.class);
  }

  @Test
  void of_whenTheHeadIsDamaged_rejectsItsRecords() {
    Map<String, AttributeValue> head =
        new HashMap<>(Schemas.HEADS.itemToMap(Samples.direct(), true));
    head.remove("members");
    StubClient stub = new StubClient(found(List.of(head)));

    ProjectionResult result = project(stub, inserted(1, in("g-1")));

    assertThat(result.rejected())
        .extracting(RejectedRecord::reason)
        .singleElement()
        .isInstanceOf(DamagedItemException.class);
  }

  @Test
  void of_whenARecordIsDamaged_rejectsItAndAppliesTheOthersOfItsGroup() {
    StubClient stub = new StubClient(heads("g-1"), WRITTEN);
    Record damaged = damaged(1);

    ProjectionResult result = project(stub, damaged, inserted(2, in("g-1")));

    assertThat(stub.requests()).hasSize(2);
    assertThat(result.notDone()).isEmpty();
    assertThat(result.rejected()).extracting(RejectedRecord::record).containsExactly(damaged);
  }

  @Test
  void of_whenRecordsAreRejected_handsEachToTheListenerOnce() {
    StubClient stub = new StubClient(heads(), NO_ITEMS, NO_ITEMS, NOTHING);
    List<Record> handed = new ArrayList<>();
    Record damaged = damaged(1);
    Record lost = inserted(2, in("g-9"));

    client.run(stub, rejected -> handed.add(rejected.record()), damaged, lost);

    assertThat(handed).containsExactly(damaged, lost);
  }

  @Test
  void of_whenTheListenerThrows_theRecordIsNotDoneInsteadOfRejected() {
    StubClient stub = new StubClient(heads(), NO_ITEMS, NO_ITEMS, NOTHING);
    Record damaged = damaged(1);
    Record lost = inserted(2, in("g-9"));

    ProjectionResult result =
        client.run(
            stub,
            rejected -> {
              if (rejected.record().equals(damaged)) {
                throw new IllegalStateException("The queue is full");
              }
            },
            damaged,
            lost);

    assertThat(result.notDone()).containsExactly(damaged);
    assertThat(result.rejected()).extracting(RejectedRecord::record).containsExactly(lost);
    assertThat(result.retryFrom()).contains("1");
  }

  @Test
  void of_whenHeadsCannotBeRead_fails() {
    StubClient stub = new StubClient(error("AccessDeniedException", 400));

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> project(stub, inserted(1, in("g-1"))))
        .withMessageStartingWith("BatchGetItem failed");
  }

  @Test
  void toString_whenRecordsAreRejectedAndUndone_holdsNoText() {
    StubClient stub = new StubClient(heads("g-1"), failure(), NO_ITEMS, NO_ITEMS, NOTHING);

    ProjectionResult result =
        project(stub, inserted(1, in("g-1")), inserted(2, in("g-9")), damaged(3));

    assertThat(result.toString()).doesNotContain("MARKER").contains("notDone=1", "g-1", "g-9");
  }

  private ProjectionResult project(StubClient stub, Record... records) {
    return client.run(stub, rejected -> {}, records);
  }

  private static RuntimeException failure() {
    return error("ValidationException", 400);
  }

  private static Message in(String groupId) {
    SortKey key = SortKey.of(Samples.MADE_AT.plusSeconds(1), "n-1");
    return new Message(groupId, key, "n-1", Samples.ANN, "MARKER");
  }

  private static Record damaged(long sequenceNumber) {
    Map<String, AttributeValue> item = new HashMap<>(Schemas.MESSAGES.itemToMap(in("g-1"), true));
    item.remove("message_uuid");
    return StreamRecords.of(OperationType.INSERT, sequenceNumber, item);
  }

  private static BatchGetItemResponse heads(String... groupIds) {
    return found(
        Arrays.stream(groupIds)
            .map(
                id ->
                    new MessageGroup(
                        id,
                        Samples.FIRST,
                        List.of(Samples.ANN, Samples.BOB),
                        null,
                        Samples.MADE_AT,
                        1))
            .map(head -> Schemas.HEADS.itemToMap(head, true))
            .toList());
  }

  private static BatchGetItemResponse found(List<Map<String, AttributeValue>> heads) {
    return BatchGetItemResponse.builder().responses(Map.of("t", heads)).build();
  }
}
