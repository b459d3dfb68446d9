package io.github.ddbmessaging.internal.group;

import static io.github.ddbmessaging.internal.access.SampleSettings.NOW;
import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.group.Trip.HEAD;
import static io.github.ddbmessaging.internal.group.Trip.NEWEST;
import static io.github.ddbmessaging.internal.group.Trip.TRIP;
import static io.github.ddbmessaging.internal.group.Trip.WRITES;
import static io.github.ddbmessaging.internal.group.Trip.headAndNewest;
import static io.github.ddbmessaging.internal.group.Trip.refusedBy;
import static io.github.ddbmessaging.internal.group.Trip.writes;
import static io.github.ddbmessaging.internal.read.SampleRequests.query;
import static io.github.ddbmessaging.internal.run.Answers.WRITTEN;
import static io.github.ddbmessaging.internal.run.Answers.canceled;
import static io.github.ddbmessaging.internal.run.Answers.canceledAt;
import static io.github.ddbmessaging.internal.run.Answers.conditionFailed;
import static io.github.ddbmessaging.internal.run.Answers.lastItems;
import static io.github.ddbmessaging.internal.run.Answers.lost;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.LogEntries;
import io.github.ddbmessaging.internal.message.InGroup;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.LogEntry.Change;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The requests of renaming a group, which are those of every change that rows show. */
class RenameGroupTest {
  private static final MessageGroup RENAMED = TRIP.withNames(TRIP.members(), "Journey");

  @Test
  void toTitle_isOneQueryFromTheHeadDownwardAndOneTransaction() {
    Script script = new Script(headAndNewest(HEAD, NEWEST), WRITTEN);

    MessageGroup changed = script.run(rename());

    assertThat(changed).isEqualTo(RENAMED);
    assertThat(script.requests().get(0))
        .isEqualTo(query("MSG#g-1", "0", "HEAD", false, 2).consistentRead(true).build());
    assertThat(writes(script, 1)).isEqualTo(written(HEAD, RENAMED, NEWEST));
  }

  @Test
  void toTitle_whenASendIsFaster_writesTheRowsWithItsMessage() {
    Message sent =
        Samples.message(SortKey.of(Samples.MADE_AT.plusSeconds(9), "m-9"), Samples.BOB, "Later");
    GroupHead moved = HEAD.withGroup(TRIP.withSent(sent.sortKey()));
    Script script =
        new Script(
            headAndNewest(HEAD, NEWEST), refusedBy(moved), headAndNewest(moved, sent), WRITTEN);

    MessageGroup changed = script.run(rename());

    assertThat(writes(script, 3)).isEqualTo(written(moved, changed, sent));
  }

  @Test
  void toTitle_whenAResponseWasLostAndTheTitleIsThere_wasApplied() {
    GroupHead renamed = HEAD.withGroup(RENAMED);
    Script script =
        new Script(
            headAndNewest(HEAD, NEWEST),
            lost(),
            refusedBy(renamed),
            headAndNewest(renamed, NEWEST));

    assertThat(script.run(rename())).isEqualTo(RENAMED);
  }

  /** A head that was lost and made anew may not tell of the log. */
  @Test
  void toTitle_whenTheNumberOfItsLogEntryIsTaken_raisesTheHeadsAndTriesAgain() {
    LogEntry last =
        LogEntries.ofGroup(
            new GroupHead(TRIP, null, 6, null), Change.TITLE_CHANGED, Set.of(), "ann", NOW);
    GroupHead repaired = new GroupHead(TRIP, null, 7, null);
    Script script =
        new Script(
            headAndNewest(HEAD, NEWEST),
            canceledAt(1, conditionFailed(Map.of())),
            lastItems(List.of(Schemas.LOG.itemToMap(last, true))),
            UpdateItemResponse.builder().build(),
            headAndNewest(repaired, NEWEST),
            WRITTEN);

    script.run(rename());

    assertThat(script.requests().get(2))
        .isEqualTo(
            query("MSG#g-1", Keys.log(1), Keys.log(Long.MAX_VALUE), false, 1)
                .consistentRead(true)
                .build());
    assertThat(script.requests().get(3))
        .isEqualTo(
            UpdateItemRequest.builder()
                .tableName("t")
                .key(ItemKey.head("g-1").attributes())
                .updateExpression("SET #changes = :changes")
                .conditionExpression("attribute_exists(#newest) AND #changes = :changesSeen")
                .expressionAttributeNames(
                    Map.of("#newest", Attributes.NEWEST, "#changes", Attributes.CHANGES))
                .expressionAttributeValues(
                    Map.of(
                        ":changes", AttributeValue.fromN("7"),
                        ":changesSeen", AttributeValue.fromN("4")))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build());
    assertThat(writes(script, 5)).isEqualTo(written(repaired, RENAMED, NEWEST));
  }

  @Test
  void toTitle_whenTheHeadHasMovedAsWell_doesNotAskForTheLog() {
    GroupHead moved = new GroupHead(TRIP, null, 5, null);
    Script script =
        new Script(
            headAndNewest(HEAD, NEWEST),
            canceled(conditionFailed(Trip.item(moved)), conditionFailed(Map.of())),
            headAndNewest(moved, NEWEST),
            WRITTEN);

    assertThat(script.run(rename())).isEqualTo(RENAMED);
  }

  /** What a send has left behind is as good as read, but not read. */
  @Test
  void toTitle_behindASendInTheLine_readsTheHeadAllTheSame() {
    Script script = new Script(headAndNewest(HEAD, NEWEST), WRITTEN);

    MessageGroup changed =
        script.runBehind(new InGroup<>(TRIP.withNewest(Samples.FIRST), TRIP), rename());

    assertThat(changed).isEqualTo(RENAMED);
  }

  private static Operation<MessageGroup> rename() {
    return RenameGroup.toTitle(settings().actingAs("ann"), "g-1", "Journey");
  }

  private static Object written(GroupHead seen, MessageGroup changed, Message shown) {
    return writes(
        WRITES.change(
            seen,
            changed,
            shown,
            LogEntries.ofGroup(seen, Change.TITLE_CHANGED, Set.of(), "ann", NOW)));
  }
}
