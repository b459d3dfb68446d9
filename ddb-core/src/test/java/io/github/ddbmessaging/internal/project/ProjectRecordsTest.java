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
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RejectedRecord;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** What becomes of the records of a batch; with a server, in {@code ProjectorTest}. */
class ProjectRecordsTest {
  @Test
  void ofBatch_whenTwoGroupsAreBehind_readsBothHeadsAtOnceAndMovesEach() {
    Script script = new Script(heads("g-1", "g-2"), WRITTEN, WRITTEN);

    ProjectionResult result = project(script, inserted(1, in("g-1")), inserted(2, in("g-2")));

    assertThat(result.retryFrom()).isEmpty();
    assertThat(script.requests())
        .extracting(Object::getClass)
        .isEqualTo(
            List.of(
                BatchGetItemRequest.class,
                TransactWriteItemsRequest.class,
                TransactWriteItemsRequest.class));
  }

  @Test
  void ofBatch_whenOneGroupFails_movesTheOthersAndLeavesAllItsRecordsUndone() {
    Script script = new Script(heads("g-1", "g-2"), failure(), WRITTEN);
    Record one = inserted(10, in("g-1"));
    Record repeated = inserted(9, in("g-1"));

    ProjectionResult result = project(script, one, repeated, inserted(11, in("g-2")));

    assertThat(script.requests()).hasSize(3);
    assertThat(result.failures()).containsOnlyKeys("g-1");
    assertThat(result.failures().get("g-1")).isInstanceOf(DynamoDbFailureException.class);
    assertThat(result.notDone()).containsExactly(repeated, one);
    assertThat(result.done()).isEqualTo(1);
  }

  @Test
  void ofBatch_whenTheHeadIsDamaged_rejectsItsRecords() {
    Map<String, AttributeValue> head = new HashMap<>(headItem(Samples.direct()));
    head.remove("members");
    Script script = new Script(found(List.of(head)));

    ProjectionResult result = project(script, inserted(1, in("g-1")));

    assertThat(result.rejected())
        .extracting(RejectedRecord::reason)
        .singleElement()
        .isInstanceOf(DamagedItemException.class);
  }

  /** It held up its shard for ever: an id, say, is longer than a key may be. */
  @Test
  void ofBatch_whenDynamoDbCanNeverAcceptTheWrite_rejectsItsRecords() {
    Script script = new Script(heads("g-1", "g-2"), error("ValidationException", 400), WRITTEN);

    ProjectionResult result = project(script, inserted(1, in("g-1")), inserted(2, in("g-2")));

    assertThat(result.rejected())
        .singleElement()
        .extracting(RejectedRecord::reason)
        .isInstanceOf(DynamoDbFailureException.class);
    assertThat(result.done()).isEqualTo(1);
    assertThat(result.retryFrom()).isEmpty();
  }

  @Test
  void ofBatch_whenTheListenerThrows_theRecordIsNotDoneInsteadOfRejected() {
    Script script = new Script(heads(), NO_ITEMS, NO_ITEMS, NOTHING);
    Record damaged = damaged(1);
    Record lost = inserted(2, in("g-9"));

    ProjectionResult result =
        script.run(
            ProjectRecords.ofBatch(
                settings(),
                List.of(damaged, lost),
                rejected -> {
                  if (rejected.record().equals(damaged)) {
                    throw new IllegalStateException("The queue is full");
                  }
                },
                false));

    assertThat(result.notDone()).containsExactly(damaged);
    assertThat(result.rejected()).extracting(RejectedRecord::record).containsExactly(lost);
    assertThat(result.retryFrom()).contains("1");
  }

  @Test
  void ofBatch_whenHeadsCannotBeRead_fails() {
    Script script = new Script(error("AccessDeniedException", 400));

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> project(script, inserted(1, in("g-1"))))
        .withMessageStartingWith("BatchGetItem on table t failed");
  }

  @Test
  void toString_whenRecordsAreRejectedAndUndone_holdsNoText() {
    Script script = new Script(heads("g-1"), failure(), NO_ITEMS, NO_ITEMS, NOTHING);

    ProjectionResult result =
        project(script, inserted(1, in("g-1")), inserted(2, in("g-9")), damaged(3));

    assertThat(result.toString()).doesNotContain("MARKER").contains("notDone=1", "g-1", "g-9");
  }

  @Test
  void operation_isNamedAsTheMethodOfTheProjector() {
    assertThat(ProjectRecords.ofBatch(settings(), List.of(), rejected -> {}, false).name())
        .isEqualTo("project");
  }

  private static ProjectionResult project(Script script, Record... records) {
    return script.run(ProjectRecords.ofBatch(settings(), List.of(records), rejected -> {}, false));
  }

  private static RuntimeException failure() {
    return error("AccessDeniedException", 400);
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
            .map(ProjectRecordsTest::headItem)
            .toList());
  }

  private static BatchGetItemResponse found(List<Map<String, AttributeValue>> heads) {
    return BatchGetItemResponse.builder().responses(Map.of("t", heads)).build();
  }

  private static Map<String, AttributeValue> headItem(MessageGroup group) {
    return Schemas.HEADS.itemToMap(new GroupHead(group, null), true);
  }
}
