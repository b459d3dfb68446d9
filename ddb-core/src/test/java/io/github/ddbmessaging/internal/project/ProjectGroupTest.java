package io.github.ddbmessaging.internal.project;

import static io.github.ddbmessaging.internal.access.SampleSettings.FIRST_WAIT;
import static io.github.ddbmessaging.internal.access.SampleSettings.requests;
import static io.github.ddbmessaging.internal.access.SampleSettings.withAttempts;
import static io.github.ddbmessaging.internal.project.StreamRecords.inserted;
import static io.github.ddbmessaging.internal.project.StreamRecords.modified;
import static io.github.ddbmessaging.internal.project.StreamRecords.removed;
import static io.github.ddbmessaging.internal.read.SampleRequests.getStrongly;
import static io.github.ddbmessaging.internal.read.SampleRequests.queryNewest;
import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.WRITTEN;
import static io.github.ddbmessaging.internal.run.Answers.canceledAt;
import static io.github.ddbmessaging.internal.run.Answers.conditionFailed;
import static io.github.ddbmessaging.internal.run.Answers.item;
import static io.github.ddbmessaging.internal.run.Answers.lastItems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.project.StreamEvents.GroupEvents;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.GroupWrites;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class ProjectGroupTest {
  private static final GroupWrites WRITES = new GroupWrites("t");
  private static final MessageGroup GROUP = Samples.direct();
  private static final Message FIRST = Samples.message(Samples.FIRST, Samples.ANN, "First");
  private static final Message TWO = message(2, "Two");
  private static final Message THREE = message(3, "Three");
  private static final int HEAD_POSITION = 0;
  private static final int MESSAGE_POSITION = 1;

  @Test
  void withEvents_whenNewerMessagesCame_isOneTransactionToTheNewest() {
    Script script = new Script(WRITTEN);

    MessageGroup after =
        script.run(project(seen(null), inserted(1, TWO), inserted(3, FIRST), inserted(2, THREE)));

    assertThat(after).isEqualTo(GROUP.withNewest(THREE.sortKey()));
    assertThat(script.requests()).hasSize(1);
    assertThat(writes(script, 0)).isEqualTo(writes(WRITES.project(seen(null), THREE)));
  }

  @Test
  void withEvents_whenRowsAreUpToDateOrAHigherRemovalIsNoted_asksNothing() {
    Script script = new Script();

    script.run(project(seen(null), inserted(1, FIRST)));
    script.run(project(seen(THREE.sortKey()), removed(1, TWO)));

    assertThat(script.requests()).isEmpty();
  }

  @Test
  void withEvents_whenAMessageCameAndWentUnshown_notesThatItIsGone() {
    Script script = new Script(WRITTEN);

    MessageGroup after = script.run(project(seen(null), inserted(1, TWO), removed(2, TWO)));

    assertThat(after).isEqualTo(GROUP);
    assertThat(script.requests()).hasSize(1);
    assertThat(writes(script, 0)).isEqualTo(writes(WRITES.noteRemoval(seen(null), TWO.sortKey())));
  }

  @Test
  void withEvents_whenAMessageCameBelowOneThatWent_showsItAndNotesTheOther() {
    Script script = new Script(WRITTEN, WRITTEN);
    GroupHead moved = new GroupHead(GROUP.withNewest(TWO.sortKey()), null);

    script.run(project(seen(null), inserted(1, TWO), removed(2, THREE)));

    assertThat(script.requests()).hasSize(2);
    assertThat(writes(script, 0)).isEqualTo(writes(WRITES.project(seen(null), TWO)));
    assertThat(writes(script, 1)).isEqualTo(writes(WRITES.noteRemoval(moved, THREE.sortKey())));
  }

  @Test
  void withEvents_whenARemovedMessageComesLate_readsItAndShowsNothing() {
    Script script = new Script(NOTHING);

    MessageGroup after = script.run(project(seen(TWO.sortKey()), inserted(1, TWO)));

    assertThat(after).isEqualTo(GROUP);
    assertThat(script.requests())
        .containsExactly(getStrongly(ItemKey.message("g-1", TWO.sortKey())));
  }

  @Test
  void withEvents_whenAMessageBelowARemovedOneIsThere_showsItAsItIsNow() {
    Message edited = message(2, "Edited");
    GroupHead seen = seen(THREE.sortKey());
    Script script = new Script(item(edited), WRITTEN);

    script.run(project(seen, inserted(1, TWO)));

    assertThat(writes(script, 1)).containsAll(writes(WRITES.project(seen, edited)));
  }

  @Test
  void withEvents_whenTheNewestOfTheBatchIsGone_showsTheNextThatIsThere() {
    GroupHead seen = seen(THREE.sortKey());
    Script script = new Script(NOTHING, item(TWO), WRITTEN);

    MessageGroup after = script.run(project(seen, inserted(1, THREE), inserted(2, TWO)));

    assertThat(after).isEqualTo(GROUP.withNewest(TWO.sortKey()));
  }

  @Test
  void withEvents_whenTheShownMessageWasEdited_refreshesTheRowsFromWhatItIsNow() {
    Message edited = Samples.message(Samples.FIRST, Samples.ANN, "Edited twice");
    Script script = new Script(found(edited), WRITTEN);

    MessageGroup after = script.run(project(seen(null), modified(1, FIRST)));

    assertThat(after).isEqualTo(GROUP);
    assertThat(script.requests()).hasSize(2);
    assertThat(script.requests().get(0)).isEqualTo(queryNewest(1).consistentRead(true).build());
    assertThat(writes(script, 1)).containsAll(writes(WRITES.refresh(seen(null), edited)));
  }

  @Test
  void withEvents_whenTheShownMessageWent_showsTheNewestThatIsLeft() {
    GroupHead seen = new GroupHead(GROUP.withNewest(TWO.sortKey()), null);
    Script script = new Script(found(FIRST), WRITTEN, found(FIRST), WRITTEN);

    MessageGroup after = script.run(project(seen, removed(1, TWO)));

    assertThat(after).isEqualTo(seen.group());
    assertThat(writes(script, 1)).containsAll(writes(WRITES.noteRemoval(seen, TWO.sortKey())));
    assertThat(writes(script, 3)).containsAll(rowPuts(WRITES.refresh(seen, FIRST)));
  }

  @Test
  void withEvents_whenAMessageBelowTheShownOneChanged_looksAndWritesNothing() {
    GroupHead seen = new GroupHead(GROUP.withNewest(TWO.sortKey()), null);
    Script script = new Script(found(TWO));

    script.run(project(seen, modified(1, FIRST)));

    assertThat(script.requests()).containsExactly(queryNewest(1).consistentRead(true).build());
  }

  @Test
  void withEvents_whenTheHeadHasMoved_continuesFromTheReturnedOneWithoutReading() {
    MessageGroup moved = GROUP.withNewest(TWO.sortKey());
    Script script = new Script(headIs(moved), WRITTEN);

    script.run(project(seen(null), inserted(1, THREE)));

    assertThat(script.requests()).hasSize(2);
    assertThat(writes(script, 1))
        .isEqualTo(writes(WRITES.project(new GroupHead(moved, null), THREE)));
    assertThat(script.pauses()).containsExactly(FIRST_WAIT);
  }

  @Test
  void withEvents_whenTheMessageChangedWhileRefreshing_readsHeadAndMessageAgain() {
    Message edited = Samples.message(Samples.FIRST, Samples.ANN, "Edited");
    Script script =
        new Script(
            found(FIRST),
            canceledAt(MESSAGE_POSITION, conditionFailed(Schemas.MESSAGES.itemToMap(edited, true))),
            heads(headItem(GROUP)),
            found(edited),
            WRITTEN);

    script.run(project(seen(null), modified(1, FIRST)));

    assertThat(script.requests().get(2)).isInstanceOf(BatchGetItemRequest.class);
    assertThat(writes(script, 4)).containsAll(rowPuts(WRITES.refresh(seen(null), edited)));
  }

  @Test
  void withEvents_whenTheGroupIsGoneMeanwhile_failsForGood() {
    Script script =
        new Script(
            canceledAt(HEAD_POSITION, conditionFailed(Map.of())),
            BatchGetItemResponse.builder().build());
    Step<MessageGroup> project = project(seen(null), inserted(1, TWO));

    assertThatExceptionOfType(GroupNotFoundException.class)
        .isThrownBy(() -> script.run(project))
        .withMessageContaining("'g-1'");
  }

  @Test
  void withEvents_whenOthersAreFasterTimeAndAgain_isGivenUp() {
    Script script = new Script(headIs(GROUP), headIs(GROUP));
    Step<MessageGroup> project =
        ProjectGroup.withEvents(withAttempts(2).requests(), seen(null), events(inserted(1, TWO)));

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> script.run(project))
        .withMessageContaining("message group 'g-1'")
        .withMessageContaining("2 attempts");
  }

  @Test
  void showNewest_whenANewerMessageIsThere_movesToItIfItStaysThere() {
    Script script = new Script(found(TWO), WRITTEN);

    MessageGroup after = script.run(ProjectGroup.showNewest(requests(), seen(null)));

    assertThat(after).isEqualTo(GROUP.withNewest(TWO.sortKey()));
    assertThat(writes(script, 1)).isEqualTo(writes(WRITES.projectIfThere(seen(null), TWO)));
  }

  @Test
  void showNewest_whenAnOldKeyIsGoneThatStoodAboveALaterMessage_movesToThatOne() {
    SortKey gone = new SortKey("2026-11-21T06:02:03.123456+05:00");
    GroupHead seen = new GroupHead(GROUP.withNewest(gone), gone);
    Script script = new Script(found(FIRST), WRITTEN);

    MessageGroup after = script.run(ProjectGroup.showNewest(requests(), seen));

    assertThat(after.newest()).isEqualTo(Samples.FIRST);
  }

  private static Step<MessageGroup> project(GroupHead seen, Record... records) {
    return ProjectGroup.withEvents(requests(), seen, events(records));
  }

  private static GroupEvents events(Record... records) {
    return Optional.ofNullable(StreamEvents.of(List.of(records)).byGroup().get("g-1"))
        .orElseThrow();
  }

  private static GroupHead seen(@Nullable SortKey removed) {
    return new GroupHead(GROUP, removed);
  }

  private static Message message(int seconds, String text) {
    return Samples.message(
        SortKey.of(Samples.MADE_AT.plusSeconds(seconds), "n-" + seconds), Samples.ANN, text);
  }

  private static QueryResponse found(Message newest) {
    return lastItems(List.of(Schemas.MESSAGES.itemToMap(newest, true)));
  }

  private static BatchGetItemResponse heads(Map<String, AttributeValue> head) {
    return BatchGetItemResponse.builder().responses(Map.of("t", List.of(head))).build();
  }

  private static TransactionCanceledException headIs(MessageGroup head) {
    return canceledAt(HEAD_POSITION, conditionFailed(headItem(head)));
  }

  private static Map<String, AttributeValue> headItem(MessageGroup group) {
    return Schemas.HEADS.itemToMap(new GroupHead(group, null), true);
  }

  private static List<TransactWriteItem> writes(Script script, int request) {
    DynamoDbRequest body = script.requests().get(request);
    return ((TransactWriteItemsRequest) body).transactItems();
  }

  private static List<TransactWriteItem> writes(List<Action> actions) {
    return actions.stream().map(Action::write).toList();
  }

  private static List<TransactWriteItem> rowPuts(List<Action> actions) {
    return writes(actions).stream().filter(write -> write.put() != null).toList();
  }
}
