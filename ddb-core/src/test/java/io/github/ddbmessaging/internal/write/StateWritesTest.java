package io.github.ddbmessaging.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.SortKey;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Update;

class StateWritesTest {
  private static final ItemKey KEY = ItemKey.state("ann", "g-1");
  private static final SortKey READ = Samples.FIRST;
  private static final String FORWARD = "(attribute_not_exists(#read) OR #read < :read)";

  private static Update of(Action action) {
    assertThat(action.part()).isEqualTo(TransactionPlan.Part.STATE);
    assertThat(action.write().update())
        .returns("t", Update::tableName)
        .returns(KEY.attributes(), Update::key);
    return action.write().update();
  }

  @Test
  void markRead_byWhoNeverMarkedUnread_movesForwardIfNobodyHas() {
    assertThat(of(StateWrites.markRead("t", KEY, READ, READ, 0)))
        .returns("SET #read = :read REMOVE #old", Update::updateExpression)
        .returns(FORWARD + " AND attribute_not_exists(#marks)", Update::conditionExpression)
        .returns(
            Map.of("#read", "read_sk", "#old", "read_old_sk", "#marks", "unread_marks"),
            Update::expressionAttributeNames)
        .returns(Map.of(":read", fromS(READ.value())), Update::expressionAttributeValues);
  }

  @Test
  void markRead_ofAStateThatWasSeen_namesItsNumber() {
    assertThat(of(StateWrites.markRead("t", KEY, READ, READ, 3)))
        .returns(FORWARD + " AND #marks = :marks", Update::conditionExpression)
        .returns(
            Map.of(":read", fromS(READ.value()), ":marks", fromN("3")),
            Update::expressionAttributeValues);
  }

  @Test
  void markRead_ofAMessageOfTheOriginalApplication_keepsItsKeyAsWell() {
    SortKey old = new SortKey("2026-11-20T18:02:03.123456-07:00");

    assertThat(of(StateWrites.markRead("t", KEY, READ, old, 0)))
        .returns("SET #read = :read, #old = :old", Update::updateExpression)
        .returns(
            Map.of(":read", fromS(READ.value()), ":old", fromS(old.value())),
            Update::expressionAttributeValues);
  }

  @Test
  void markUnread_raisesTheNumberUnlessItIsARepeat() {
    assertThat(of(StateWrites.markUnread("t", KEY, READ, READ, "id-1")))
        .returns(
            "SET #read = :read, #before = if_not_exists(#id, :id), #id = :id"
                + " REMOVE #old ADD #marks :one",
            Update::updateExpression)
        .returns(
            "NOT (#id = :id OR #before = :id) AND "
                + "(attribute_not_exists(#marks) OR attribute_type(#marks, :number))",
            Update::conditionExpression)
        .returns(
            Map.of(
                ":read",
                fromS(READ.value()),
                ":id",
                fromS("id-1"),
                ":one",
                fromN("1"),
                ":number",
                fromS("N")),
            Update::expressionAttributeValues);
  }

  @Test
  void update_setsAndRemovesWhatIsNamed() {
    GroupStateUpdate update = GroupStateUpdate.begin().pin().unmute().hideUpTo(Samples.MADE_AT);

    assertThat(of(StateWrites.update("t", KEY, update, Samples.MADE_AT)))
        .returns("SET #pinned = :pinned, #hidden = :hidden REMOVE #muted", Update::updateExpression)
        .returns(null, Update::conditionExpression)
        .returns(
            Map.of("#pinned", "pinned_at", "#hidden", "hidden_up_to", "#muted", "muted_until"),
            Update::expressionAttributeNames);
  }

  @Test
  void update_thatRemovesAlone_hasNoValues() {
    GroupStateUpdate update = GroupStateUpdate.begin().unpin().unhide().withData(Map.of());

    assertThat(of(StateWrites.update("t", KEY, update, Samples.MADE_AT)))
        .returns("REMOVE #pinned, #hidden, #data", Update::updateExpression)
        .returns(false, Update::hasExpressionAttributeValues);
  }
}
