package io.github.ddbmessaging.internal.project;

import static io.github.ddbmessaging.internal.access.SampleSettings.FIRST_WAIT;
import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.access.SampleSettings.withAttempts;
import static io.github.ddbmessaging.internal.project.StreamRecords.inserted;
import static io.github.ddbmessaging.internal.project.StreamRecords.modified;
import static io.github.ddbmessaging.internal.project.StreamRecords.removed;
import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.WRITTEN;
import static io.github.ddbmessaging.internal.run.Answers.canceledAt;
import static io.github.ddbmessaging.internal.run.Answers.conditionFailed;
import static io.github.ddbmessaging.internal.run.Answers.item;
import static io.github.ddbmessaging.internal.run.Answers.lastItems;
import static io.github.ddbmessaging.internal.run.Answers.lost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.Head;
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.project.StreamEvents.GroupEvents;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.ReKey;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class ProjectGroupTest {
  private static final ReKey RE_KEY = new ReKey("t");
  private static final MessageGroup GROUP = Samples.direct();
  private static final Message FIRST = Samples.message(Samples.FIRST, Samples.ANN, "First");
  private static final Message TWO = message(2, "Two");
  private static final Message THREE = message(3, "Three");
  private static final int HEAD_PLACE = 0;
  private static final int MESSAGE_PLACE = 1;

  @Test
  void of_whenANewerMessageCame_isOneReKeyToIt() {
    Script script = new Script(WRITTEN);

    MessageGroup after = script.run(project(seen(null), inserted(1, TWO)));

    assertThat(after).isEqualTo(GROUP.withNewest(TWO.sortKey()));
    assertThat(script.requests()).hasSize(1);
    assertThat(writes(script, 0)).isEqualTo(writes(RE_KEY.project(seen(null), TWO)));
  }

  @Test
  void of_whenManyMessagesCame_isOneReKeyToTheNewest() {
    Script script = new Script(WRITTEN);
    List<Record> records = new ArrayList<>();
    for (int n = 1; n <= 100; n++) {
      records.add(inserted(n, message(n, "Message " + n)));
    }

    script.run(project(seen(null), records.toArray(new Record[0])));

    assertThat(script.requests()).hasSize(1);
    assertThat(writes(script, 0))
        .isEqualTo(writes(RE_KEY.project(seen(null), message(100, "Message 100"))));
  }

  @Test
  void of_whenRowsAreUpToDate_asksNothing() {
    Script script = new Script();

    script.run(project(seen(null), inserted(1, FIRST)));

    assertThat(script.requests()).isEmpty();
  }

  @Test
  void of_whenAMessageCameAndWentUnshown_remembersThatItIsGone() {
    Script script = new Script(WRITTEN);

    MessageGroup after = script.run(project(seen(null), inserted(1, TWO), removed(2, TWO)));

    assertThat(after).isEqualTo(GROUP);
    assertThat(script.requests()).hasSize(1);
    assertThat(writes(script, 0))
        .isEqualTo(writes(RE_KEY.rememberRemoval(seen(null), TWO.sortKey())));
  }

  @Test
  void of_whenAHigherRemovalIsRemembered_asksNothing() {
    Script script = new Script();

    script.run(project(seen(THREE.sortKey()), removed(1, TWO)));

    assertThat(script.requests()).isEmpty();
  }

  @Test
  void of_whenAMessageCameBelowOneThatWent_showsItAndRemembersTheOther() {
    Script script = new Script(WRITTEN, WRITTEN);
    Head moved = new Head(GROUP.withNewest(TWO.sortKey()), null);

    script.run(project(seen(null), inserted(1, TWO), removed(2, THREE)));

    assertThat(script.requests()).hasSize(2);
    assertThat(writes(script, 0)).isEqualTo(writes(RE_KEY.project(seen(null), TWO)));
    assertThat(writes(script, 1)).isEqualTo(writes(RE_KEY.rememberRemoval(moved, THREE.sortKey())));
  }

  @Test
  void of_whenARemovedMessageComesLate_readsItAndShowsNothing() {
    Script script = new Script(NOTHING);

    MessageGroup after = script.run(project(seen(TWO.sortKey()), inserted(1, TWO)));

    assertThat(after).isEqualTo(GROUP);
    assertThat(script.requests())
        .singleElement()
        .isInstanceOfSatisfying(
            GetItemRequest.class,
            get -> {
              assertThat(get.key()).isEqualTo(Items.key("MSG#g-1", TWO.sortKey().value()));
              assertThat(get.consistentRead()).isTrue();
            });
  }

  @Test
  void of_whenAMessageBelowARemovedOneIsThere_showsItAsItIsNow() {
    Message edited = message(2, "Edited");
    Head seen = seen(THREE.sortKey());
    Script script = new Script(item(edited), WRITTEN);

    script.run(project(seen, inserted(1, TWO)));

    assertThat(writes(script, 1)).containsAll(writes(RE_KEY.project(seen, edited)));
  }

  @Test
  void of_whenTheNewestOfTheBatchIsGone_showsTheNextThatIsThere() {
    Head seen = seen(THREE.sortKey());
    Script script = new Script(NOTHING, item(TWO), WRITTEN);

    MessageGroup after = script.run(project(seen, inserted(1, THREE), inserted(2, TWO)));

    assertThat(after).isEqualTo(GROUP.withNewest(TWO.sortKey()));
  }

  @Test
  void of_whenTheShownMessageWasEdited_refreshesTheRowsFromWhatItIsNow() {
    Message edited = Samples.message(Samples.FIRST, Samples.ANN, "Edited twice");
    Script script = new Script(found(edited), WRITTEN);

    MessageGroup after = script.run(project(seen(null), modified(1, FIRST)));

    assertThat(after).isEqualTo(GROUP);
    assertThat(script.requests()).hasSize(2);
    assertThat(script.requests().get(0))
        .isInstanceOfSatisfying(
            QueryRequest.class, query -> assertThat(query.consistentRead()).isTrue());
    assertThat(writes(script, 1)).containsAll(writes(RE_KEY.refresh(seen(null), edited)));
  }

  @Test
  void of_whenTheShownMessageWent_showsTheNewestThatIsLeft() {
    Head seen = new Head(GROUP.withNewest(TWO.sortKey()), null);
    Script script = new Script(found(FIRST), WRITTEN, found(FIRST), WRITTEN);

    MessageGroup after = script.run(project(seen, removed(1, TWO)));

    assertThat(after).isEqualTo(seen.group());
    assertThat(writes(script, 1)).containsAll(writes(RE_KEY.rememberRemoval(seen, TWO.sortKey())));
    assertThat(writes(script, 3)).containsAll(rowPuts(RE_KEY.refresh(seen, FIRST)));
  }

  @Test
  void of_whenNothingIsLeft_showsNothing() {
    Script script = new Script(lastItems(List.of()), WRITTEN, lastItems(List.of()), WRITTEN);

    script.run(project(seen(null), removed(1, FIRST)));

    assertThat(writes(script, 3)).containsAll(rowPuts(RE_KEY.refresh(seen(null), null)));
  }

  @Test
  void of_whenAMessageBelowTheShownOneChanged_looksAndWritesNothing() {
    Head seen = new Head(GROUP.withNewest(TWO.sortKey()), null);
    Script script = new Script(found(TWO));

    script.run(project(seen, modified(1, FIRST)));

    assertThat(script.requests()).singleElement().isInstanceOf(QueryRequest.class);
  }

  @Test
  void of_whenTheHeadHasMoved_goesOnFromTheReturnedOneWithoutReading() {
    MessageGroup moved = GROUP.withNewest(TWO.sortKey());
    Script script = new Script(headIs(moved), WRITTEN);

    script.run(project(seen(null), inserted(1, THREE)));

    assertThat(script.requests()).hasSize(2);
    assertThat(writes(script, 1)).isEqualTo(writes(RE_KEY.project(new Head(moved, null), THREE)));
    assertThat(script.pauses()).containsExactly(FIRST_WAIT);
  }

  @Test
  void of_whenAnotherShowedTheSameMeanwhile_writesNothingMore() {
    Script script = new Script(headIs(GROUP.withNewest(TWO.sortKey())));

    MessageGroup after = script.run(project(seen(null), inserted(1, TWO)));

    assertThat(after.newest()).isEqualTo(TWO.sortKey());
  }

  @Test
  void of_whenAppliedButAnswerWasLost_writesNothingMore() {
    Script script = new Script(lost(), headIs(GROUP.withNewest(TWO.sortKey())));

    MessageGroup after = script.run(project(seen(null), inserted(1, TWO)));

    assertThat(after.newest()).isEqualTo(TWO.sortKey());
  }

  @Test
  void of_whenARemovalWasRememberedMeanwhile_looksWhetherTheMessageIsThere() {
    Map<String, AttributeValue> head = new HashMap<>(Schemas.HEADS.itemToMap(GROUP, true));
    head.put(Attributes.REMOVED, AttributeValue.fromS(TWO.sortKey().value()));
    Script script = new Script(canceledAt(HEAD_PLACE, conditionFailed(head)), NOTHING);

    MessageGroup after = script.run(project(seen(null), inserted(1, TWO)));

    assertThat(after).isEqualTo(GROUP);
  }

  @Test
  void of_whenTheMessageChangedWhileRefreshing_readsHeadAndMessageAgain() {
    Message edited = Samples.message(Samples.FIRST, Samples.ANN, "Edited");
    Script script =
        new Script(
            found(FIRST),
            canceledAt(MESSAGE_PLACE, conditionFailed(Schemas.MESSAGES.itemToMap(edited, true))),
            heads(Schemas.HEADS.itemToMap(GROUP, true)),
            found(edited),
            WRITTEN);

    script.run(project(seen(null), modified(1, FIRST)));

    assertThat(script.requests().get(2)).isInstanceOf(BatchGetItemRequest.class);
    assertThat(writes(script, 4)).containsAll(rowPuts(RE_KEY.refresh(seen(null), edited)));
  }

  @Test
  void of_whenTheGroupIsGoneMeanwhile_failsForGood() {
    Script script =
        new Script(
            canceledAt(HEAD_PLACE, conditionFailed(Map.of())),
            BatchGetItemResponse.builder().build());
    Step<MessageGroup> project = project(seen(null), inserted(1, TWO));

    assertThatExceptionOfType(GroupNotFoundException.class)
        .isThrownBy(() -> script.run(project))
        .withMessageContaining("'g-1'");
  }

  @Test
  void of_whenOthersAreFasterTimeAndAgain_isGivenUp() {
    Script script = new Script(headIs(GROUP), headIs(GROUP));
    Step<MessageGroup> project =
        ProjectGroup.of(withAttempts(2), seen(null), events(inserted(1, TWO)));

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> script.run(project))
        .withMessageContaining("message group 'g-1'")
        .withMessageContaining("2 attempts");
  }

  @Test
  void of_whenTheStoreActsForAStranger_worksAllTheSame() {
    Script script = new Script(found(FIRST), WRITTEN);

    script.run(ProjectGroup.of(settings().actingAs("eve"), seen(null), events(modified(1, FIRST))));

    assertThat(script.requests()).hasSize(2);
  }

  private static Step<MessageGroup> project(Head seen, Record... records) {
    return ProjectGroup.of(settings(), seen, events(records));
  }

  private static GroupEvents events(Record... records) {
    return Optional.ofNullable(StreamEvents.of(List.of(records)).byGroup().get("g-1"))
        .orElseThrow();
  }

  private static Head seen(@Nullable SortKey removed) {
    return new Head(GROUP, removed);
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
    return canceledAt(HEAD_PLACE, conditionFailed(Schemas.HEADS.itemToMap(head, true)));
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
